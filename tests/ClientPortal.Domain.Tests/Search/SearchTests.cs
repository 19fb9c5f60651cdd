using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Search;
using ClientPortal.Domain.Tests.Contracts;

namespace ClientPortal.Domain.Tests.Search;

/// <summary>What search finds, for whom, and by which way.</summary>
public sealed class SearchTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await portal.BeginAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("beehives")]
    [InlineData("beehive")]
    [InlineData("beeh")]
    [InlineData("BEEHIVE painting")]
    [InlineData("the painting of a beehive")]
    [InlineData("уход за пасекой и painting")]
    [InlineData("пасеки")]
    [InlineData("пасекой")]
    [InlineData("пас")]
    public async Task Words_are_found_in_any_form_and_by_their_beginning(string typed)
    {
        var contract = await NamedAsync("BEE-014", "Painting of beehives; уход за пасекой");
        Assert.Contains(contract.Value, (await FoundAsync(portal.Signatory, typed, FoundKind.Contract)).Select(found => found.Id));
    }

    [Theory]
    [InlineData("NUM-007/26")]
    [InlineData("num 7")]
    [InlineData("007/26")]
    [InlineData("№ NUM-007")]
    public async Task A_number_is_found_as_people_quote_it(string typed)
    {
        var contract = await NamedAsync("NUM-007/26", "A thing with a number");
        Assert.Contains(contract.Value, (await FoundAsync(portal.Signatory, typed, FoundKind.Contract)).Select(found => found.Id));
    }

    [Fact]
    public async Task A_single_letter_is_a_word_and_no_beginning()
    {
        var whole = await NamedAsync("LET-1", "Plan X");
        var beginning = await NamedAsync("LET-2", "Xylophones");
        var found = (await FoundAsync(portal.Signatory, "x", FoundKind.Contract)).Select(one => one.Id).ToList();
        Assert.Contains(whole.Value, found);
        Assert.DoesNotContain(beginning.Value, found);
    }

    [Fact]
    public async Task A_letter_beside_a_number_tells_one_number_from_another()
    {
        var asked = await NamedAsync("A-914", "The one with the letter");
        await NamedAsync("914", "The one without it");
        Assert.Equal([asked.Value], (await FoundAsync(portal.Signatory, "A-914", FoundKind.Contract)).Select(one => one.Id));
    }

    [Fact]
    public async Task A_clause_is_found_with_its_words_marked()
    {
        var contract = await NamedAsync("CLA-1", "Something else", "The provider paints lighthouses every spring.");
        var found = (await FoundAsync(portal.Viewer, "lighthouse", FoundKind.Clause)).Single(one => one.Id == contract.Value);
        Assert.Equal(["lighthouses"], found.Excerpt.Where(part => part.IsFound).Select(part => part.Text));
        Assert.Contains("every spring", string.Concat(found.Excerpt.Select(part => part.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_clients_words_find_nothing_nor_do_an_administrators_nor_nobodys()
    {
        await NamedAsync("SEC-1", "Submarine catalogue", "Periscopes are polished.");
        foreach (var typed in new[] { "submarine", "periscopes", "SEC-1", "Vector" })
        {
            Assert.Empty((await SearchAsync(portal.Stranger, typed)).Groups);
            Assert.Empty((await SearchAsync(portal.Root, typed)).Groups);
        }

        Assert.NotEmpty((await SearchAsync(portal.Auditor, "submarine")).Groups);
        await using var nobody = await portal.ConnectAsAsync(person: null);
        Assert.Equal(0L, await nobody.ScalarAsync<long>("SELECT count(*) FROM portal.search('submarine', NULL, 50)"));
    }

    [Fact]
    public async Task A_draft_is_found_by_the_provider_alone()
    {
        var draft = await portal.DraftedAsync(portal.Whole() with { Title = "Windmill in secret" });
        Assert.Contains(draft.Value, (await FoundAsync(portal.Manager, "windmill", FoundKind.Contract)).Select(found => found.Id));
        Assert.Empty((await SearchAsync(portal.Signatory, "windmill")).Groups);
    }

    [Fact]
    public async Task People_are_found_by_administrators_alone()
    {
        Assert.Contains(portal.Viewer.Value, (await FoundAsync(portal.Root, "vera.viewer", FoundKind.Person)).Select(found => found.Id));
        foreach (var other in new[] { portal.Manager, portal.Auditor, portal.Viewer })
            Assert.DoesNotContain((await SearchAsync(other, "vera viewer")).Groups, group => group.Kind == FoundKind.Person);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("' & | ! ( ) :* <-> \\ \"")]
    [InlineData("abc\0def")]
    [InlineData("a\ud83d")]
    [InlineData("и the")]
    public async Task What_people_should_not_type_finds_nothing_and_breaks_nothing(string typed) =>
        Assert.Empty((await SearchAsync(portal.Signatory, typed)).Groups);

    [Fact]
    public async Task More_than_a_few_of_a_kind_are_said_to_be_there()
    {
        for (var i = 0; i <= SearchReads.Few; i++) await NamedAsync($"MORE-{i}", $"Turbine {i}");
        var few = (await SearchAsync(portal.Signatory, "turbine")).Groups.Single(group => group.Kind == FoundKind.Contract);
        Assert.Equal((SearchReads.Few, true), (few.Rows.Count, few.HasMore));
        Assert.Equal(SearchReads.Few + 1, (await FoundAsync(portal.Signatory, "turbine", FoundKind.Contract)).Count);
    }

    [Theory]
    [InlineData("contract x WHERE portal.search_words(x.number || ' ' || x.title)", "ix_contract_words")]
    [InlineData("terms_clause x WHERE portal.search_words(x.heading || ' ' || x.text)", "ix_terms_clause_words")]
    [InlineData("amendment_revision x WHERE portal.search_words(x.reason)", "ix_amendment_revision_words")]
    [InlineData("quote x WHERE portal.search_words('Q ' || x.year || ' ' || lpad(x.sequence::text, 3, '0') || ' ' || x.title || ' ' || x.introduction)", "ix_quote_words")]
    [InlineData("client x WHERE portal.search_words(x.name || ' ' || x.legal_name || ' ' || x.registration)", "ix_client_words")]
    [InlineData("person x WHERE portal.search_words(x.name || ' ' || x.email)", "ix_person_words")]
    [InlineData("published_price_item x WHERE portal.search_words(x.code || ' ' || x.name_english || ' ' || x.name_russian)", "ix_published_price_item_words")]
    [InlineData("report x WHERE portal.search_words(x.stage_name)", "ix_report_words")]
    [InlineData("report_revision x WHERE portal.search_words(x.content::jsonb ->> 'summary')", "ix_report_revision_words")]
    public async Task Each_kind_is_matched_through_its_index(string match, string index)
    {
        // The function's own text is what is explained: a match that is written otherwise would pass the index by.
        await using var owner = await portal.ConnectAsync(DatabaseRoles.Owner);
        Assert.Contains(match, await owner.ScalarAsync<string>($"SELECT regexp_replace(prosrc, E'\\\\s+', ' ', 'g') FROM pg_proc WHERE proname IN ('search', 'search_but_reports') AND position($$portal.{match.Split(' ')[0]} x$$ IN prosrc) > 0") ?? "", StringComparison.Ordinal);
        await owner.ExecuteAsync("SET enable_seqscan = off");
        var plan = await owner.ListAsync<string>($"EXPLAIN SELECT * FROM portal.{match} @@ portal.search_query('beehive')");
        Assert.Contains(plan, line => line.Contains(index, StringComparison.Ordinal));
    }

    private async Task<ContractId> NamedAsync(string number, string title, string scope = "The provider builds it.")
    {
        var whole = portal.Whole();
        var known = await portal.ScalarAsync($"SELECT id FROM portal.contract WHERE number = '{number}'");
        if (known is Guid id) return ContractId.Of(id);
        return await portal.OfferedAsync(whole with { Number = number, Title = title, Clauses = [whole.Clauses![0] with { Text = scope }, .. whole.Clauses.Skip(1)] });
    }

    private async Task<SearchPage> SearchAsync(PersonId person, string typed, FoundKind? only = null) =>
        await portal.Get<SearchReads>().FindAsync(await portal.ActorAsync(person), typed, only, ContractsPortal.Cancellation);

    private async Task<IReadOnlyList<Found>> FoundAsync(PersonId person, string typed, FoundKind kind) =>
        (await SearchAsync(person, typed, kind)).Groups.SingleOrDefault(group => group.Kind == kind)?.Rows ?? [];
}
