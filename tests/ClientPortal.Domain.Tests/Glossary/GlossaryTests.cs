using ClientPortal.Domain.Data;
using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Glossary;

/// <summary>Words of the trade: who explains them, what is refused, what stays in the record.</summary>
public sealed class GlossaryTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _manager;
    private PersonId _finance;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ExplainTerms Explaining => portal.Get<ExplainTerms>();

    public async ValueTask InitializeAsync()
    {
        var root = await portal.AdministratorAsync();
        _manager = await portal.PersonAsync(root, $"Manager {Guid.CreateVersion7():n}", Role.Manager);
        _finance = await portal.PersonAsync(root, $"Finance {Guid.CreateVersion7():n}", Role.Finance);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_explained_is_read_by_everybody_with_a_role_in_its_language()
    {
        var word = Unique("Wireframe");
        await ExplainAsync(Input(word) with { Forms = " wireframes ,,its wires " });

        var page = await PageAsync(_finance, Language.English);

        Assert.Equal("wireframes, its wires", Assert.Single(page.Words, one => one.Word == word).Forms);
        Assert.False(page.MayExplain);
        Assert.DoesNotContain((await PageAsync(_finance, Language.Russian)).Words, one => one.Word == word);
    }

    [Fact]
    public async Task A_word_is_explained_once_a_language_whatever_its_case()
    {
        var word = Unique("Hosting");
        await ExplainAsync(Input(word));

        var refused = await Explaining.ExplainAsync(_manager, CommandId.New(), Input(word.ToUpperInvariant()), Cancellation);

        Assert.Equal((Rule.WordExplained, "Word"), Refused(refused));
        await ExplainAsync(Input(word) with { Language = Language.Russian });
    }

    [Theory]
    [InlineData(null, "", "Meaning", Rule.Required, "Word")]
    [InlineData("one, two", "", "Meaning", Rule.CommaInWord, "Word")]
    [InlineData("word", "", " ", Rule.Required, "Meaning")]
    public async Task What_makes_no_explanation_is_refused_beside_its_field(string? word, string forms, string meaning, Rule rule, string field) =>
        Assert.Equal((rule, field), Refused(await Explaining.ExplainAsync(
            _manager, CommandId.New(), new ExplainTerms.Input { Language = Language.English, Word = word, Forms = forms, Meaning = meaning }, Cancellation)));

    [Fact]
    public async Task Nobody_but_a_manager_explains_changes_or_removes()
    {
        var term = await ExplainAsync(Input(Unique("Sitemap")));

        Assert.IsType<Outcome<TermId>.NotFound>(await Explaining.ExplainAsync(_finance, CommandId.New(), Input(Unique("Mine")), Cancellation));
        Assert.IsType<Outcome<TermId>.NotFound>(await Explaining.ChangeAsync(_finance, CommandId.New(), term, Input("Mine") with { Revision = 1 }, Cancellation));
        Assert.IsType<Outcome<TermId>.NotFound>(await Explaining.RemoveAsync(_finance, CommandId.New(), term, 1, Cancellation));
    }

    [Fact]
    public async Task What_an_explanation_said_before_stays_in_the_record_also_when_it_is_gone()
    {
        var word = Unique("Cache");
        var term = await ExplainAsync(Input(word));
        await Explaining.ChangeAsync(_manager, CommandId.New(), term, Input(word) with { Revision = 1, Meaning = "Better." }, Cancellation).Done();
        Assert.IsType<Outcome<TermId>.Stale>(await Explaining.RemoveAsync(_manager, CommandId.New(), term, 1, Cancellation));
        await Explaining.RemoveAsync(_manager, CommandId.New(), term, 2, Cancellation).Done();

        await using var everything = await portal.ConnectAsAdministratorAsync();
        var codes = await everything.ListAsync<string>($"SELECT code FROM portal.entry WHERE subject_id = '{term}' ORDER BY at, id");
        Assert.Equal(["glossary.explained", "glossary.changed", "glossary.removed"], codes);
        Assert.DoesNotContain((await PageAsync(_manager, Language.English)).Words, one => one.Word == word);
    }

    [Fact]
    public async Task An_explanation_that_stays_the_same_leaves_no_entry()
    {
        var input = Input(Unique("Backup"));
        var term = await ExplainAsync(input);
        await Explaining.ChangeAsync(_manager, CommandId.New(), term, input with { Revision = 1 }, Cancellation).Done();

        await using var everything = await portal.ConnectAsAdministratorAsync();
        Assert.Single(await everything.ListAsync<string>($"SELECT code FROM portal.entry WHERE subject_id = '{term}'"));
    }

    private static ExplainTerms.Input Input(string word) => new() { Language = Language.English, Word = word, Meaning = "What it means." };

    // One database for the class, and each word once.
    private static string Unique(string word) => $"{word} {Guid.CreateVersion7():n}";

    private Task<TermId> ExplainAsync(ExplainTerms.Input input) => Explaining.ExplainAsync(_manager, CommandId.New(), input, Cancellation).Done();

    private async Task<GlossaryPage> PageAsync(PersonId person, Language language) => await portal.Get<GlossaryReads>().PageAsync(await portal.ActorAsync(person), language, Cancellation);

    private static (Rule, string?) Refused(Outcome<TermId> outcome) =>
        Assert.Single(Assert.IsType<Outcome<TermId>.Refused>(outcome).Refusals) is var refusal ? (refusal.Rule, refusal.Field) : default;
}
