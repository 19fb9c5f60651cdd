using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Home;
using ClientPortal.Domain.Shared;
using static ClientPortal.Domain.Contracts.Amendments.DraftAmendment;

namespace ClientPortal.Domain.Tests.Contracts;

/// <summary>What both have signed for a day that is still to come is told wherever the contract is shown, and never as if it applied already.</summary>
public sealed class ComingVersionTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    // The clock stands on 2 March 2026, the contract begins on 1 April.
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly DateOnly Next = new(2026, 5, 1);
    private static readonly DateOnly After = new(2026, 6, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_page_tells_every_signed_version_that_is_still_to_come_with_what_changes()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, Next, portal.DesignCosts("12000"));
        await portal.SignedAsync(id, After, portal.DesignCosts("13000"), new ChangeInput { Kind = ChangeKind.ContractEnd, EndsOn = new DateOnly(2027, 3, 31) });

        var before = await portal.PageAsync(portal.Viewer, id);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", Next);
        var between = await portal.PageAsync(portal.Viewer, id);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", After);
        var after = await portal.PageAsync(portal.Viewer, id);

        Assert.Equal([(2, Next, 10_000m, 12_000m, false), (3, After, 12_000m, 13_000m, true)], before.Coming.Select(Told));
        Assert.Equal([(3, After, 12_000m, 13_000m, true)], between.Coming.Select(Told));
        Assert.Empty(after.Coming);

        (int, DateOnly, decimal, decimal, bool) Told(ComingVersion coming)
        {
            var design = coming.Redline.Stages.Single(stage => stage.Stage == portal.Design);
            return (coming.Day.Number, coming.Day.From, design.Old!.Price.Amount, design.New!.Price.Amount, coming.Redline.EndChanged);
        }
    }

    [Fact]
    public async Task The_list_names_the_version_that_comes_next_and_the_last_day_by_the_newest_signed_one()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, Next, new ChangeInput { Kind = ChangeKind.ContractEnd, EndsOn = new DateOnly(2027, 3, 31) });

        var before = await RowAsync(id);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", Next);
        var after = await RowAsync(id);

        Assert.Equal((2, Next, (DateOnly?)new DateOnly(2027, 3, 31)), (before.Coming!.Value.Number, before.Coming.Value.From, before.EndsOn));
        Assert.Null(after.Coming);
    }

    [Fact]
    public async Task What_would_come_after_an_early_end_does_not_come()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, After, portal.DesignCosts("12000"));
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", First);
        await portal.Get<EndContract>().TerminateAsync(portal.Manager, CommandId.New(), id, new EndContract.TerminateInput
        {
            Revision = await portal.RevisionOfAsync(id),
            From = (await portal.PageAsync(portal.Viewer, id)).Actions.FirstTermination,
            Reason = "The shop is given up.",
            Confirmed = true,
        }, Cancellation).Done();

        Assert.Empty((await portal.PageAsync(portal.Viewer, id)).Coming);
    }

    [Fact]
    public async Task A_contract_both_have_signed_is_not_counted_as_in_force_before_its_first_day()
    {
        var before = await CountedAsync();
        var id = await portal.InForceAsync();

        Assert.Equal((First, before), ((await portal.PageAsync(portal.Viewer, id)).Begins, await CountedAsync()));
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", First) - TimeSpan.FromTicks(1);
        Assert.Equal(First, (await RowAsync(id)).Begins);
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", First);
        var row = await RowAsync(id);

        Assert.Null(row.Begins);
        Assert.Null((await portal.PageAsync(portal.Viewer, id)).Begins);
        Assert.True(await CountedAsync() > before);

        async Task<int> CountedAsync()
        {
            var session = (await portal.EvidenceAsync(portal.Manager)).Session;
            var home = await portal.Get<HomeReads>().PageAsync(await portal.ActorAsync(portal.Manager), session, client: null, Cancellation);
            return home.Manager!.Clients.Single(line => line.Id == portal.Vector).InForce;
        }
    }

    [Fact]
    public async Task Under_each_version_stand_the_signatures_that_bind_it_with_the_hash_of_its_own_document()
    {
        var id = await portal.InForceAsync();
        var amendment = await portal.SignedAsync(id, Next, portal.DesignCosts("12000"));

        var first = await portal.PageAsync(portal.Viewer, id, First);
        var second = await portal.PageAsync(portal.Viewer, id, Next);
        var protocol = await portal.PageAsync(portal.Viewer, amendment);

        Assert.Null(first.SignedIn);
        Assert.Equal((amendment, 1), (second.SignedIn!.Id, second.SignedIn.Number));
        Assert.Equal(protocol.Signatures, second.Signatures);
        Assert.Equal(2, second.Signatures.Count);
        Assert.Empty(first.Signatures.Select(signature => signature.DocumentHash).Intersect(second.Signatures.Select(signature => signature.DocumentHash)));
    }

    [Fact]
    public async Task The_first_possible_day_is_not_before_the_version_that_is_changed_begins()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, After, portal.DesignCosts("12000"));
        var begun = await portal.Get<DraftAmendment>().BeginAsync(
            portal.Manager, CommandId.New(), id,
            new Input { Reason = "Later.", EffectiveOn = After.AddDays(-1), Changes = [portal.DesignCosts("13000")] }, Cancellation).Done();

        var draft = (await portal.Get<AmendmentReads>().DraftAsync(await portal.ActorAsync(portal.Manager), begun, Cancellation))!;
        var early = Assert.Single(await SendAsync().Refused());
        portal.Clock.Now = ZoneDays.StartOf("Europe/London", After);
        var later = (await portal.Get<AmendmentReads>().DraftAsync(await portal.ActorAsync(portal.Manager), begun, Cancellation))!.Notice;

        Assert.Equal((After, true, 2), (draft.Notice.FirstPossible, draft.Notice.WaitsForVersion, draft.Notice.BuildsOn.Number));
        Assert.Equal((Rule.BeforeTheVersionItChanges, After), (early.Rule, early.Arguments[0]));
        // From then on the notice alone decides: 30 whole days for a price.
        Assert.Equal((After.AddDays(31), false), (later.FirstPossible, later.WaitsForVersion));
        Assert.Equal(After.AddDays(15), later.About(NoticeKinds.Dates, draft.Terms.Periods).FirstPossible);

        Task<Outcome<AmendmentId>> SendAsync() =>
            portal.Get<SendAmendment>().RunAsync(portal.Manager, CommandId.New(), begun, new SendAmendment.Input { DraftRevision = draft.DraftRevision }, Cancellation);
    }

    [Fact]
    public async Task Who_signs_is_told_the_name_of_the_party_as_it_stands_in_the_contract()
    {
        var id = await portal.OfferedAsync();

        var page = (await portal.Get<SignReads>().ContractAsync(await portal.ActorAsync(portal.Signatory), id, Language.English, Cancellation))!;

        Assert.Equal(await portal.ScalarAsync($"SELECT legal_name FROM portal.client WHERE id = '{portal.Vector}'"), page.ClientLegalName);
    }

    private async Task<ContractRow> RowAsync(ContractId id) =>
        (await portal.Get<ContractReads>().ListAsync(await portal.ActorAsync(portal.Viewer), new ContractFilter(), null, Cancellation)).Rows.Single(row => row.Id == id);
}
