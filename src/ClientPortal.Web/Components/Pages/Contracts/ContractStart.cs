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
        var culture = language.Culture();
        return input with
        {
            Currency = input.Currency ?? (language == Language.Russian ? "RUB" : "GBP"),
            Clauses = [.. Usual.Select(kind => new SaveDraft.ClauseInput { Kind = kind, Heading = Texts.GetString($"Kind{kind}", culture), Text = Texts.GetString($"Begin{kind}", culture) })],
            Stages = [new SaveDraft.StageInput()],
        };
    }
}
