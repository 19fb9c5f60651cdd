using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using static ClientPortal.Domain.Contracts.Amendments.DraftAmendment;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class RecordTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Now = FakeClock.Start;
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_record_tells_the_whole_story_with_old_new_and_why()
    {
        var id = await portal.InForceAsync();
        await portal.SignedAsync(id, new DateOnly(2026, 4, 2), portal.DesignCosts("12000"));

        var rows = await RowsAsync(portal.Viewer, id);

        Assert.Equal(
            [
                "contract.drafted", "contract.offered", "contract.signed", "contract.signed", "contract.in-force", "amendment.proposed", "amendment.agreed",
                "amendment.signed", "amendment.signed", "amendment.signed-by-both", "terms.version-signed",
            ],
            rows.Select(row => row.Code).Reverse());
        var proposed = rows.Single(row => row.Code == "amendment.proposed");
        Assert.Equal(("Mary Manager", (FactValue)new FactValue.Whole(1), "Rates of subcontractors rose."), (proposed.Telling.ActorName, proposed.Telling.Leaf.Values["number"], proposed.Telling.Personal["reason"]));
        var change = Assert.IsType<FactValue.Group>(Assert.IsType<FactValue.Sequence>(proposed.Telling.Leaf.Values["changes"]).Values.Single());
        Assert.Equal(new FactValue.Change(new FactValue.Amount(10_000m, "EUR"), new FactValue.Amount(12_000m, "EUR")), Loose(change.Values["price"]));
    }

    [Fact]
    public async Task The_record_goes_on_where_the_last_page_ended_even_within_one_moment()
    {
        var id = await portal.InForceAsync();
        for (var i = 0; i < 20; i++) await portal.SignedAsync(id, new DateOnly(2026, 4, 2), portal.DesignCosts($"{11_000 + i}"));
        var auditor = await portal.ActorAsync(portal.Auditor);
        var seen = new List<EntryId>();

        string? next = null;
        do
        {
            var page = await portal.Get<RecordReads>().PageAsync(auditor, new RecordFilter { Contract = id }, next, Cancellation);
            seen.AddRange(page!.Rows.Select(row => row.Id));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(5 + (20 * 6), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Who_reads_the_record_of_everything_reads_every_log_they_may_see_and_no_other()
    {
        var id = await portal.InForceAsync();
        var whole = await RecordAsync(portal.Auditor, new RecordFilter());
        var own = await RecordAsync(portal.Viewer, new RecordFilter());
        var stranger = await RecordAsync(portal.Stranger, new RecordFilter());
        var administrator = await RecordAsync(portal.Root, new RecordFilter());

        Assert.Contains(whole, row => row.Client is null);
        Assert.Contains(whole, row => row.Contract?.Id == id);
        Assert.Contains(own, row => row.Contract?.Id == id);
        Assert.All(own, row => Assert.Equal(portal.Vector, row.Client));
        Assert.NotEmpty(stranger);
        Assert.All(stranger, row => Assert.Equal(portal.Elsewhere, row.Client));
        Assert.NotEmpty(administrator);
        Assert.All(administrator, row => Assert.Null(row.Client));
        foreach (var filter in new[] { new RecordFilter { Client = portal.Vector }, new RecordFilter { Contract = id } })
        {
            Assert.Null(await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Stranger), filter, null, Cancellation));
            Assert.Null(await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Root), filter, null, Cancellation));
        }

        Assert.Null(await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(portal.Auditor), new RecordFilter { Client = portal.Elsewhere, Contract = id }, null, Cancellation));
    }

    [Fact]
    public async Task The_record_is_narrowed_by_client_kind_person_and_days()
    {
        var id = await portal.InForceAsync();
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await portal.SignedAsync(id, new DateOnly(2026, 4, 20), portal.DesignCosts("12000"));

        Assert.All(await RecordAsync(portal.Auditor, new RecordFilter { Client = portal.Elsewhere }), row => Assert.Equal(portal.Elsewhere, row.Client));
        Assert.Equal(2, (await RecordAsync(portal.Auditor, new RecordFilter { Contract = id, Code = "contract.signed" })).Count);
        Assert.All(await RecordAsync(portal.Auditor, new RecordFilter { Contract = id, Person = portal.Signatory }), row => Assert.Equal(portal.Signatory, row.Actor));
        Assert.All(
            await RecordAsync(portal.Auditor, new RecordFilter { Contract = id, From = FakeClock.Start + TimeSpan.FromDays(1) }),
            row => Assert.DoesNotContain("contract.", row.Code, StringComparison.Ordinal));
        Assert.Equal(5, (await RecordAsync(portal.Auditor, new RecordFilter { Contract = id, Until = FakeClock.Start + TimeSpan.FromDays(1) })).Count);
    }

    [Fact]
    public async Task Everybody_of_the_contract_is_told_of_its_terms_and_the_record_says_who()
    {
        var id = await portal.OfferedAsync();

        var offered = Assert.Single(await RowsAsync(portal.Viewer, id), row => row.Code == "contract.offered");

        Assert.Equal(["Dora Director", "Simon Signatory", "Vera Viewer"], offered.Told.Select(told => told.Name));
        Assert.All(offered.Told, told => Assert.Equal(DeliveryState.Queued, Assert.Single(told.Deliveries).State));
    }

    [Fact]
    public async Task The_largest_contract_and_the_largest_amendment_still_fit_a_leaf()
    {
        // Three bytes of UTF-8 for each UTF-16 unit is the most a text can take.
        var text = new string('漢', Clause.LongestText);
        var whole = portal.Whole();
        var id = await portal.InForceAsync(whole with
        {
            Title = new string('漢', Contract.LongestTitle),
            Clauses = [.. whole.Clauses!, .. Enumerable.Range(0, Terms.MostClauses - 4).Select(_ => new SaveDraft.ClauseInput { Id = Guid.CreateVersion7(), Kind = ClauseKind.ProviderDuties, Heading = new string('漢', Clause.LongestHeading), Text = text })],
            Stages = [.. Enumerable.Range(0, Terms.MostStages).Select(i => new SaveDraft.StageInput { Id = i == 0 ? portal.Design.Value : null, Name = new string('漢', Stage.LongestName), From = new DateOnly(2026, 4, 1), To = new DateOnly(2026, 5, 1), Price = "10000", Deliverables = text[..Stage.LongestDeliverables] })],
        });
        var terms = (await portal.PageAsync(portal.Viewer, id)).Terms!;

        await portal.SignedAsync(id, new DateOnly(2026, 4, 2),
            [.. terms.Clauses.Skip(4).Take(MostChanges).Select(clause => new ChangeInput { Kind = ChangeKind.RewordClause, Clause = clause.Id.Value, Heading = new string('語', Clause.LongestHeading), Text = new string('語', Clause.LongestText) })]);

        var largest = (int)(await portal.ScalarAsync("SELECT max(octet_length(leaf)) FROM portal.entry"))!;
        Assert.InRange(largest, 40_000, LeafV1.LargestLeaf);
    }

    [Fact]
    public async Task Who_is_told_is_everybody_the_contract_names_but_not_who_did_it()
    {
        var people = await PeopleAsync();
        var terms = (await portal.PageAsync(portal.Manager, await portal.OfferedAsync())).Terms!;

        Assert.Equal(new[] { portal.Signatory, portal.Viewer }.Order(ById), people.Told(terms, portal.Manager).Recipients.Order(ById));
        Assert.Equal(new[] { portal.Signatory, portal.Viewer, portal.Director }.Order(ById), people.Told(terms, portal.Manager, signatories: true).Recipients.Order(ById));
        Assert.Equal(new[] { portal.Manager, portal.Viewer }.Order(ById), people.Told(terms, portal.Signatory).Recipients.Order(ById));
    }

    [Fact]
    public async Task Who_looked_is_seen_by_the_client_and_a_page_opened_again_within_ten_minutes_counts_once()
    {
        var id = await portal.OfferedAsync();
        var look = portal.Get<RecordLook>();
        var at = new LookedAt(portal.Vector, "contract", id.Value, LookKind.Viewed, "203.0.113.9");
        Assert.True(await look.RecordAsync(portal.Manager, at, Cancellation));
        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(await look.RecordAsync(portal.Manager, at, Cancellation));
        Assert.True(await look.RecordAsync(portal.Manager, at with { Kind = LookKind.Downloaded }, Cancellation));
        Assert.True(await look.RecordAsync(portal.Manager, at with { Kind = LookKind.Downloaded }, Cancellation));
        Assert.True(await look.RecordAsync(portal.Viewer, at, Cancellation));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await look.RecordAsync(portal.Manager, at, Cancellation));

        var viewer = await portal.ActorAsync(portal.Viewer);
        var all = await portal.Get<LooksReads>().LooksOfAsync(viewer, portal.Vector, new LooksFilter { SubjectId = id.Value }, null, Cancellation);
        var provider = await portal.Get<LooksReads>().LooksOfAsync(viewer, portal.Vector, new LooksFilter { SubjectId = id.Value, OnlyProvider = true }, null, Cancellation);

        Assert.Equal((5, 4), (all!.Rows.Count, provider!.Rows.Count));
        Assert.All(provider.Rows, row => Assert.Equal("Mary Manager", row.Name));
        Assert.Null(await portal.Get<LooksReads>().LooksOfAsync(await portal.ActorAsync(portal.Stranger), portal.Vector, new LooksFilter(), null, Cancellation));
    }

    [Fact]
    public async Task What_was_looked_at_is_called_by_its_name_unless_it_is_gone_or_somebody_elses()
    {
        var (id, draft) = (await portal.OfferedAsync(), await portal.DraftedAsync());
        (string Kind, Guid Id)[] things = [("contract", id.Value), ("contract", draft.Value), ("contract", Guid.CreateVersion7()), ("client", portal.Vector.Value), ("client", portal.Elsewhere.Value)];
        foreach (var (kind, thing) in things)
            await portal.Get<RecordLook>().RecordAsync(portal.Manager, new LookedAt(portal.Vector, kind, thing, LookKind.Viewed, "203.0.113.9"), Cancellation);

        async Task<Dictionary<Guid, LookedThing?>> SeenByAsync(PersonId person) => (await portal.Get<LooksReads>().LooksOfAsync(
                await portal.ActorAsync(person), portal.Vector, new LooksFilter { Subjects = [.. things.Select(thing => thing.Id)] }, null, Cancellation))!
            .Rows.DistinctBy(row => row.SubjectId).ToDictionary(row => row.SubjectId, row => row.Thing);
        var viewer = await SeenByAsync(portal.Viewer);
        var manager = await SeenByAsync(portal.Manager);

        var page = await portal.PageAsync(portal.Viewer, id);
        Assert.Equal(new LookedThing(page.Number, page.Title, null, null, null), viewer[id.Value]);
        Assert.Equal("Vector", viewer[portal.Vector.Value]!.Title);
        Assert.Equal((2, 3), (viewer.Values.Count(thing => thing is not null), viewer.Values.Count(thing => thing is null)));
        Assert.NotNull(manager[draft.Value]);
        Assert.Null(viewer[draft.Value]);
        Assert.Null(viewer[portal.Elsewhere.Value]);
    }

    [Fact]
    public async Task A_look_that_cannot_be_written_neither_fails_nor_delays_the_page()
    {
        await using var fixture = new ContractsPortal();
        await fixture.BeginAsync();
        var look = fixture.Get<RecordLook>();
        await look.StartAsync(Cancellation);

        look.Note(fixture.Stranger, new LookedAt(fixture.Vector, "contract", Guid.CreateVersion7(), LookKind.Viewed, "203.0.113.9"));
        look.Note(fixture.Viewer, new LookedAt(fixture.Vector, "contract", Guid.CreateVersion7(), LookKind.Viewed, "203.0.113.9"));
        await look.StopAsync(Cancellation);

        Assert.Equal(1L, await fixture.ScalarAsync("SELECT count(*) FROM portal.look"));
    }

    private static Comparer<PersonId> ById { get; } = Comparer<PersonId>.Create((left, right) => left.Value.CompareTo(right.Value));

    // An amount read back has the digits it was written with.
    private static FactValue Loose(FactValue value) => value is FactValue.Change { Old: FactValue.Amount old, New: FactValue.Amount now }
        ? new FactValue.Change(old with { Value = decimal.Round(old.Value) }, now with { Value = decimal.Round(now.Value) })
        : value;

    private async Task<ContractPeople> PeopleAsync()
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(portal.Services);
        var db = (PortalDb)scope.ServiceProvider.GetService(typeof(PortalDb))!;
        db.ActFor(portal.Manager);
        return await ContractPeople.FindAsync(db, portal.Vector, Cancellation);
    }

    // Every page of it: the class shares one database, and other tests have moved the clock on.
    private async Task<IReadOnlyList<RecordRow>> RecordAsync(PersonId person, RecordFilter filter)
    {
        var rows = new List<RecordRow>();
        for (string? next = null; rows.Count == 0 || next is not null;)
        {
            var page = (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(person), filter, next, Cancellation))!;
            rows.AddRange(page.Rows);
            next = page.Next;
            if (rows.Count == 0) break;
        }

        return rows;
    }

    private async Task<IReadOnlyList<RecordRow>> RowsAsync(PersonId person, ContractId id) =>
        (await portal.Get<RecordReads>().PageAsync(await portal.ActorAsync(person), new RecordFilter { Contract = id }, null, Cancellation))!.Rows;
}
