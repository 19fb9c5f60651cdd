using System.Resources;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Words;

namespace ClientPortal.Web.Components.Pages.Contracts;

/// <summary>What a new contract begins with, so that nobody starts from an empty page: the clauses most contracts have, in the language that will bind.</summary>
internal static class ContractStart
{
    private static readonly ResourceManager Texts = new(typeof(ContractWords).FullName!, typeof(ContractWords).Assembly);

    private static readonly ClauseKind[] Usual =
    [
        ClauseKind.Scope, ClauseKind.ProviderDuties, ClauseKind.ClientDuties, ClauseKind.Schedule, ClauseKind.Acceptance, ClauseKind.Price, ClauseKind.Payment,
        ClauseKind.Confidentiality, ClauseKind.NoticePeriod,
    ];

    /// <summary>The form of a new contract with its usual clauses and one stage.</summary>
    public static SaveDraft.Input Of(SaveDraft.Input input)
    {
        var language = input.Language ?? Language.English;
        return input with
        {
            Currency = input.Currency ?? (language == Language.Russian ? "RUB" : "GBP"),
            Clauses = [.. Usual.Select(kind => new SaveDraft.ClauseInput { Kind = kind, Heading = Heading(kind, language), Text = Text($"Begin{kind}", language) })],
            Stages = [new SaveDraft.StageInput()],
        };
    }

    /// <summary>The clauses of a contract that follows from a quote: the usual ones, and of the price that it is the quote's.</summary>
    /// <param name="language">The quote's language.</param>
    /// <param name="quote">What the quote is called.</param>
    public static IReadOnlyList<Clause> OfQuote(Language language, string quote) =>
    [
        .. Usual.Select(kind => new Clause(ClauseId.New(), kind, Heading(kind, language), kind == ClauseKind.Price
            ? string.Format(language.Culture(), Text("BeginPriceOfQuote", language)!, quote)
            : Text($"Begin{kind}", language) ?? string.Empty)),
    ];

    private static string Heading(ClauseKind kind, Language language) => Texts.GetString($"Kind{kind}", language.Culture())!;

    private static string? Text(string key, Language language) => Texts.GetString(key, language.Culture());
}
