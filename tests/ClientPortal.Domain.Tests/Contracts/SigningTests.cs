using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class SigningTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_sides_sign_in_either_order_and_the_second_signature_puts_it_in_force(bool clientFirst)
    {
        var id = await portal.OfferedAsync();
        var (first, second) = clientFirst ? (portal.Signatory, portal.Director) : (portal.Director, portal.Signatory);

        await portal.SignAsync(first, id).Done();
        var between = await portal.PageAsync(portal.Viewer, id);
        await portal.SignAsync(second, id).Done();
        var after = await portal.PageAsync(portal.Viewer, id);

        Assert.Equal((ContractState.SignedByOne, clientFirst ? Side.Client : Side.Provider), (between.Standing.State, between.Standing.SignedFor));
        Assert.Equal((ContractState.InForce, ContractValidity.NotYet), (after.Standing.State, after.Validity));
        Assert.Equal(new DateOnly(2026, 4, 1), after.Standing.AppliesFrom);
        Assert.Equal([first, second], after.Signatures.Select(signature => signature.Person));
    }

    [Fact]
    public async Task A_signature_keeps_who_what_how_from_where_and_under_which_words()
    {
        var id = await portal.OfferedAsync();
        var evidence = await portal.EvidenceAsync(portal.Signatory, SignInMethod.PasswordAndCode, ago: TimeSpan.FromMinutes(4));
        await portal.SignAsync(portal.Signatory, id, evidence: evidence).Done();

        var page = await portal.PageAsync(portal.Manager, id);
        var documents = await portal.Get<ContractReads>().DocumentsAsync(await portal.ActorAsync(portal.Manager), id, Cancellation);

        var signature = Assert.Single(page.Signatures);
        Assert.Equal(("Simon Signatory", Side.Client, SignInMethod.PasswordAndCode, "203.0.113.7", "Firefox on Linux"),
            (signature.Name, signature.Side, signature.Method, signature.Address, signature.Device));
        Assert.Equal(portal.Clock.Now - TimeSpan.FromMinutes(4), signature.AuthenticatedAt);
        Assert.Equal(documents!.Rows.Single().Hash, signature.DocumentHash);
        Assert.Equal(Consent.Text(Consent.Current, Language.English), signature.ConsentText);
    }

    [Fact]
    public async Task The_signed_document_is_kept_beside_the_offered_one_and_begins_with_its_bytes()
    {
        var id = await portal.InForceAsync();
        var viewer = await portal.ActorAsync(portal.Viewer);

        var rows = (await portal.Get<ContractReads>().DocumentsAsync(viewer, id, Cancellation))!.Rows;
        var offered = await portal.Get<ContractReads>().DocumentAsync(viewer, rows.Single(row => row.Kind == ContractDocumentKind.Contract).Id, Cancellation);
        var signed = await portal.Get<ContractReads>().DocumentAsync(viewer, rows.Single(row => row.Kind == ContractDocumentKind.SignedContract).Id, Cancellation);

        Assert.True(signed!.File.Content.AsSpan().StartsWith(offered!.File.Content));
    }

    [Fact]
    public async Task What_changed_after_it_was_opened_is_not_signed()
    {
        var input = portal.Whole();
        var id = await portal.OfferedAsync(input);
        var opened = await portal.Get<SignReads>().ContractAsync(await portal.ActorAsync(portal.Signatory), id, Language.English, Cancellation);
        await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Done();
        await portal.Get<SaveDraft>().SaveAsync(portal.Manager, CommandId.New(), id, input with { Revision = await portal.RevisionOfAsync(id), Title = "Dearer" }, Cancellation).Done();
        await portal.Get<OfferContract>().OfferAsync(portal.Manager, CommandId.New(), id, new OfferContract.Input { Revision = await portal.RevisionOfAsync(id) }, Cancellation).Done();

        var refusals = await portal.SignAsync(portal.Signatory, id, opened!.DocumentHash).Refused();

        Assert.Equal([Rule.DocumentChanged], refusals.Select(refusal => refusal.Rule));
    }

    [Fact]
    public async Task Nobody_signs_twice_for_a_side()
    {
        var id = await portal.OfferedAsync();
        await portal.SignAsync(portal.Signatory, id).Done();

        var refusals = await portal.SignAsync(portal.Signatory, id).Refused();

        Assert.Equal([Rule.SideHasSigned], refusals.Select(refusal => refusal.Rule));
        Assert.Equal(1L, await portal.ScalarAsync($"SELECT count(*) FROM portal.signature WHERE contract_id = '{id}'"));
    }

    [Fact]
    public async Task A_signature_posted_twice_is_given_once()
    {
        var id = await portal.OfferedAsync();
        var page = await portal.Get<SignReads>().ContractAsync(await portal.ActorAsync(portal.Signatory), id, Language.Russian, Cancellation);
        var form = new SignInput { DocumentHash = page!.DocumentHash.ToUpperInvariant(), ConsentVersion = page.ConsentVersion, ConsentLanguage = Language.Russian, Consents = true };
        var (command, evidence) = (CommandId.New(), await portal.EvidenceAsync(portal.Signatory));

        var posts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.Get<SignContract>().RunAsync(portal.Signatory, command, id, form, evidence, Cancellation)));

        Assert.All(posts, post => Assert.IsType<Outcome<ContractId>.Done>(post));
        Assert.Equal(1L, await portal.ScalarAsync($"SELECT count(*) FROM portal.signature WHERE contract_id = '{id}'"));
    }

    [Fact]
    public async Task Two_sides_that_sign_at_the_same_moment_both_sign()
    {
        var id = await portal.OfferedAsync();

        var both = await Task.WhenAll(portal.SignAsync(portal.Signatory, id), portal.SignAsync(portal.Director, id));

        Assert.All(both, one => Assert.IsType<Outcome<ContractId>.Done>(one));
        Assert.Equal(ContractState.InForce, (await portal.PageAsync(portal.Viewer, id)).Standing.State);
    }

    [Fact]
    public async Task Weak_or_old_evidence_and_a_missing_consent_carry_no_signature()
    {
        var id = await portal.OfferedAsync();
        var page = await portal.Get<SignReads>().ContractAsync(await portal.ActorAsync(portal.Signatory), id, Language.English, Cancellation);

        Assert.Equal(Rule.SigningNeedsSecondFactor, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory, SignInMethod.Password)));
        Assert.Equal(Rule.SigningNeedsSecondFactor, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory, SignInMethod.PasswordAndRecoveryCode)));
        Assert.Equal(Rule.SignInTooOld, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory, ago: TimeSpan.FromSeconds(301))));
        Assert.Equal(Rule.SignInTooOld, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory, ago: -TimeSpan.FromSeconds(1))));
        Assert.Equal(Rule.SignInTooOld, await RefusedAsync(await portal.EvidenceAsync(portal.Director)));
        Assert.Equal(Rule.ConsentNotGiven, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory), consents: false));
        Assert.Equal(Rule.DocumentChanged, await RefusedAsync(await portal.EvidenceAsync(portal.Signatory), version: Consent.Current + 1));
        Assert.Equal(ContractState.Offered, (await portal.PageAsync(portal.Signatory, id)).Standing.State);

        async Task<Rule> RefusedAsync(SigningEvidence evidence, bool consents = true, int version = Consent.Current) =>
            Assert.Single(await portal.Get<SignContract>().RunAsync(portal.Signatory, CommandId.New(), id,
                new SignInput { DocumentHash = page!.DocumentHash, ConsentVersion = version, ConsentLanguage = Language.English, Consents = consents }, evidence, Cancellation).Refused()).Rule;
    }

    [Fact]
    public async Task Only_who_may_bind_a_side_signs_for_it()
    {
        var id = await portal.OfferedAsync();

        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.SignAsync(portal.Viewer, id));
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.SignAsync(portal.Manager, id));
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.SignAsync(portal.Auditor, id));
        Assert.IsType<Outcome<ContractId>.NotFound>(await portal.SignAsync(portal.Root, id));
        Assert.Null(await portal.Get<SignReads>().ContractAsync(await portal.ActorAsync(portal.Viewer), id, Language.English, Cancellation));
    }

    [Fact]
    public async Task A_contract_signed_after_its_first_day_applies_from_the_day_of_the_second_signature()
    {
        var id = await portal.OfferedAsync();
        await portal.SignAsync(portal.Signatory, id).Done();
        // Half past eleven in the evening of 9 May in London is 10:30 p.m. in UTC.
        portal.Clock.Now = new DateTimeOffset(2026, 5, 9, 22, 30, 0, TimeSpan.Zero);
        await portal.SignAsync(portal.Director, id).Done();

        Assert.Equal(new DateOnly(2026, 5, 9), (await portal.PageAsync(portal.Viewer, id)).Standing.AppliesFrom);
        Assert.Equal(ContractValidity.Applies, (await portal.PageAsync(portal.Viewer, id)).Validity);
        Assert.Equal(ContractValidity.NotSigned, (await portal.PageAsync(portal.Viewer, id, new DateOnly(2026, 5, 8))).Validity);
    }

    [Fact]
    public async Task Once_the_client_has_signed_the_offer_is_not_taken_back()
    {
        var id = await portal.OfferedAsync();
        await portal.SignAsync(portal.Signatory, id).Done();

        Assert.Equal([Rule.ClientHasSigned], (await portal.Get<OfferContract>().WithdrawAsync(portal.Manager, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Refused()).Select(r => r.Rule));
        Assert.Equal([Rule.ClientHasSigned], (await portal.Get<OfferContract>().DeclineAsync(portal.Signatory, CommandId.New(), id, await portal.ReasonAsync(id), Cancellation).Refused()).Select(r => r.Rule));
    }

    [Fact]
    public async Task A_contract_ends_early_only_after_its_notice_and_is_over_from_that_day()
    {
        var id = await portal.InForceAsync();
        var form = new EndContract.TerminateInput { Revision = await portal.RevisionOfAsync(id), From = new DateOnly(2026, 4, 1), Reason = "We go another way.", Confirmed = true };

        var refusal = Assert.Single(await portal.Get<EndContract>().TerminateAsync(portal.Signatory, CommandId.New(), id, form, Cancellation).Refused());
        var hasty = Assert.Single(await portal.Get<EndContract>().TerminateAsync(portal.Signatory, CommandId.New(), id, form with { Confirmed = false }, Cancellation).Refused());
        Assert.Equal((Rule.EndNotConfirmed, "Confirmed"), (hasty.Rule, hasty.Field));
        Assert.Equal((Rule.TerminationTooEarly, "From", new DateOnly(2026, 4, 2), 30), (refusal.Rule, refusal.Field, refusal.Arguments[0], refusal.Arguments[1]));
        await portal.Get<EndContract>().TerminateAsync(portal.Signatory, CommandId.New(), id, form with { From = new DateOnly(2026, 4, 2) }, Cancellation).Done();

        Assert.Equal(ContractValidity.Applies, (await portal.PageAsync(portal.Viewer, id, new DateOnly(2026, 4, 1))).Validity);
        var over = await portal.PageAsync(portal.Viewer, id, new DateOnly(2026, 4, 2));
        Assert.Equal((ContractState.Terminated, ContractValidity.Over, Side.Client), (over.Standing.State, over.Validity, over.Standing.TerminatedFor));
    }

    [Fact]
    public async Task A_contract_is_completed_once_its_last_day_is_over_in_its_zone()
    {
        var id = await portal.InForceAsync(portal.Whole() with { Zone = "Pacific/Auckland" });
        // 31 December, one minute before midnight in Auckland (UTC+13).
        portal.Clock.Now = new DateTimeOffset(2026, 12, 31, 10, 59, 0, TimeSpan.Zero);
        var form = new EndContract.CompleteInput { Revision = await portal.RevisionOfAsync(id) };

        var refusal = Assert.Single(await portal.Get<EndContract>().CompleteAsync(portal.Manager, CommandId.New(), id, form, Cancellation).Refused());
        Assert.Equal((Rule.ContractNotOver, new DateOnly(2026, 12, 31)), (refusal.Rule, refusal.Arguments[0]));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.Get<EndContract>().CompleteAsync(portal.Manager, CommandId.New(), id, form, Cancellation).Done();

        Assert.Equal(ContractState.Completed, (await portal.PageAsync(portal.Viewer, id)).Standing.State);
    }
}
