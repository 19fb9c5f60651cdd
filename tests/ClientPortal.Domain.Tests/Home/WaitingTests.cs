using ClientPortal.Domain.Access;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;

namespace ClientPortal.Domain.Tests.Home;

/// <summary>Who is waited for, for what, since when and until when.</summary>
public sealed class WaitingTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static readonly DateOnly FarAhead = new(2026, 5, 20);

    public async ValueTask InitializeAsync()
    {
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_offered_contract_waits_for_both_signatories()
    {
        var contract = await portal.OfferedAsync();
        var waiting = await WaitingAsync(portal.Signatory, contract.Value);
        Assert.Equal([(Side.Client, true), (Side.Provider, false)], waiting.OrderBy(one => one.Side == Side.Provider).Select(one => (one.Side, one.Yours)));
        Assert.All(waiting, one => Assert.Equal((WaitKind.SignContract, portal.Clock.Now, (DateOnly?)new DateOnly(2026, 4, 1)), (one.Kind, one.Since, one.BeginsOn)));
    }

    [Fact]
    public async Task A_contract_signed_by_one_waits_for_the_other_alone_since_that_signature()
    {
        var contract = await portal.OfferedAsync();
        portal.Clock.Advance(TimeSpan.FromHours(3));
        await portal.SignAsync(portal.Director, contract).Done();
        var one = Assert.Single(await WaitingAsync(portal.Signatory, contract.Value));
        Assert.Equal((Side.Client, portal.Clock.Now, true), (one.Side, one.Since, one.Yours));
        await portal.SignAsync(portal.Signatory, contract).Done();
        Assert.Empty(await WaitingAsync(portal.Signatory, contract.Value));
    }

    [Fact]
    public async Task A_viewer_is_told_who_can_sign()
    {
        var contract = await portal.OfferedAsync();
        var company = await CompanyAsync(portal.Viewer);
        Assert.False(company.Signs);
        Assert.Empty(company.Yours);
        var one = company.Colleagues.Single(waiting => waiting.Id == contract.Value);
        Assert.Equal(["Simon Signatory"], one.Who);
    }

    [Fact]
    public async Task An_amendment_waits_for_the_side_that_received_it_until_the_day_before_it_would_apply()
    {
        var contract = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, contract, FarAhead, portal.DesignCosts("12000")).Done();
        var one = Assert.Single(await WaitingAsync(portal.Signatory, amendment.Value));
        Assert.Equal((WaitKind.AnswerAmendment, Side.Client, true, (DateOnly?)FarAhead.AddDays(-1)), (one.Kind, one.Side, one.Yours, one.Until));
        Assert.Equal([new ChangeAbout(ChangeSubject.StagePrice, "Design")], one.Changes);
        await portal.CounterAsync(portal.Signatory, amendment, FarAhead.AddDays(4), portal.DesignCosts("11000")).Done();
        one = Assert.Single(await WaitingAsync(portal.Signatory, amendment.Value));
        Assert.Equal((Side.Provider, false, (DateOnly?)FarAhead.AddDays(3)), (one.Side, one.Yours, one.Until));
    }

    [Fact]
    public async Task An_agreed_amendment_waits_for_both_signatures_and_then_for_nobody()
    {
        var contract = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Manager, contract, FarAhead, portal.DesignCosts("12000")).Done();
        await portal.AgreeAsync(portal.Signatory, amendment).Done();
        Assert.Equal([Side.Client, Side.Provider], (await WaitingAsync(portal.Signatory, amendment.Value)).Select(one => one.Side).OrderDescending());
        await portal.SignAsync(portal.Signatory, amendment).Done();
        var one = Assert.Single(await WaitingAsync(portal.Signatory, amendment.Value));
        Assert.Equal((WaitKind.SignAmendment, Side.Provider), (one.Kind, one.Side));
        await portal.SignAsync(portal.Director, amendment).Done();
        Assert.Empty(await WaitingAsync(portal.Signatory, amendment.Value));
        Assert.Contains((await CompanyAsync(portal.Signatory)).Days, day => day.Kind == ComingKind.AmendmentApplies && day.Id == amendment.Value && day.Day == FarAhead);
    }

    [Fact]
    public async Task What_lapsed_waits_for_nobody_whether_or_not_that_was_noted()
    {
        var contract = await portal.InForceAsync();
        var amendment = await portal.ProposeAsync(portal.Signatory, contract, new DateOnly(2026, 4, 10), portal.DesignCosts("9000")).Done();
        Assert.NotEmpty(await WaitingAsync(portal.Signatory, amendment.Value));
        var before = portal.Clock.Now;
        portal.Clock.Now = new DateTimeOffset(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);
        Assert.Empty(await WaitingAsync(portal.Signatory, amendment.Value));
        portal.Clock.Now = before;
    }

    [Fact]
    public async Task Nothing_of_another_client_stands_in_a_home()
    {
        var contract = await portal.OfferedAsync();
        var home = await HomeAsync(portal.Stranger);
        Assert.Equal([portal.Elsewhere], home.Companies.Select(company => company.Client));
        Assert.DoesNotContain(home.Companies.SelectMany(company => company.Waiting), one => one.Id == contract.Value);
    }

    [Fact]
    public async Task The_agreed_price_is_that_of_the_version_that_applies_today()
    {
        var contract = await portal.InForceAsync();
        await portal.SignedAsync(contract, FarAhead, portal.DesignCosts("12000"));
        Assert.Equal((1, 30_000m), Agreed(await CompanyAsync(portal.Viewer)));
        var before = portal.Clock.Now;
        portal.Clock.Now = new DateTimeOffset(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal((2, 32_000m), Agreed(await CompanyAsync(portal.Viewer)));
        portal.Clock.Now = before;

        (int, decimal) Agreed(CompanyHome home) => home.Agreed.Where(one => one.Id == contract).Select(one => (one.Version, one.Planned.Amount)).Single();
    }

    [Fact]
    public async Task Changes_are_told_from_the_end_of_the_visit_before_with_old_and_new_and_why()
    {
        var contract = await portal.InForceAsync();
        var earlier = await VisitAsync();
        portal.Clock.Advance(TimeSpan.FromHours(14));
        var amendment = await portal.SignedAsync(contract, FarAhead, portal.DesignCosts("12000"));
        portal.Clock.Advance(TimeSpan.FromHours(14));
        var now = await VisitAsync();
        var seen = (await CompanyAsync(portal.Viewer, now)).Changes;
        Assert.Equal((earlier.At, false), (seen.Since, seen.IsFirstVisit));
        var signed = seen.Rows.Single(row => row.Telling.Leaf.Code == "amendment.signed-by-both" && row.Telling.Leaf.Subject.Id == amendment.Value);
        Assert.Equal(("A new web shop", "Rates of subcontractors rose."), (signed.Title, signed.Revision!.Personal["reason"]));
        Assert.True(signed.Revision.Leaf.Values.ContainsKey("changes"));
        Assert.True((await CompanyAsync(portal.Stranger)).Changes.Rows.Count == 0);
    }

    private async Task<(SessionId Id, DateTimeOffset At)> VisitAsync()
    {
        var session = await portal.Get<Sessions>().BeginAsync(portal.Viewer, SignInMethod.Password, Looks.Somewhere, ContractsPortal.Cancellation);
        return (session, portal.Clock.Now);
    }

    private async Task<HomePage> HomeAsync(PersonId person, SessionId? session = null) =>
        await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(person), session, client: null, ContractsPortal.Cancellation);

    private async Task<CompanyHome> CompanyAsync(PersonId person, (SessionId Id, DateTimeOffset At)? visit = null) => (await HomeAsync(person, visit?.Id)).Companies.Single();

    private async Task<IReadOnlyList<Waiting>> WaitingAsync(PersonId person, Guid id) => [.. (await CompanyAsync(person)).Waiting.Where(one => one.Id == id)];
}
