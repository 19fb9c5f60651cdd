using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts;

/// <summary>Everything that can be recorded about a contract.</summary>
internal static class ContractFacts
{
    public const string Kind = "contract";

    public const string DraftedCode = "contract.drafted";
    public const string FromQuoteCode = "contract.from-quote";
    public const string ReopenedCode = "contract.reopened";
    public const string OfferedCode = "contract.offered";
    public const string WithdrawnCode = "contract.withdrawn";
    public const string DeclinedCode = "contract.declined";
    public const string SignedCode = "contract.signed";
    public const string InForceCode = "contract.in-force";
    public const string CompletedCode = "contract.completed";
    public const string TerminatedCode = "contract.terminated";
    public const string VersionAppliesCode = "terms.version-applies";

    // A draft is nobody's business but the provider's: the record says that there is one, and no more.
    public static Fact Drafted(Contract contract) => Of(DraftedCode, contract, Audience.Nobody);

    public static Fact FromQuote(Contract contract, AcceptedQuote quote, Audience told) => Of(
        FromQuoteCode, contract, told,
        ("quote", new FactValue.Reference(quote.Quote.Value)),
        ("quote-number", new FactValue.Text(quote.Number)),
        ("total", new FactValue.Amount(quote.Total.Gross, quote.Currency.Code)));

    public static Fact Reopened(Contract contract) => Of(ReopenedCode, contract, Audience.Nobody);

    public static Fact Offered(Contract contract, TermsVersion version, Terms terms, ContentHash document, Audience told) => Of(
        OfferedCode, contract, told,
        [
            ("title", new FactValue.Text(terms.Title)),
            ("version", new FactValue.Whole(version.Number)),
            ("offer", new FactValue.Whole(version.Offer)),
            ("terms", new FactValue.Hash(version.ContentHash.ToBytes())),
            ("document", new FactValue.Hash(document.ToBytes())),
            ("starts", new FactValue.Day(terms.StartsOn)),
            .. terms.EndsOn is { } ends ? [("ends", new FactValue.Day(ends))] : Array.Empty<(string, FactValue)>(),
            ("zone", new FactValue.Text(terms.Zone)),
            ("total", FactTexts.Of(terms.Total)),
            ("clauses", new FactValue.Sequence([.. terms.Clauses.Select(FactTexts.Of)])),
            ("stages", new FactValue.Sequence([.. terms.Stages.Select(FactTexts.Of)])),
        ]);

    public static Fact Withdrawn(Contract contract, Audience told) => WithReason(WithdrawnCode, contract, told);

    public static Fact Declined(Contract contract, Audience told) => WithReason(DeclinedCode, contract, told);

    public static Fact Commented(Contract contract, ContractComment comment, string? about, Audience told) => Of(
        "contract.commented", contract, told,
        [
            ("offer", new FactValue.Whole(contract.Offers)),
            ("side", new FactValue.Text(comment.Side.ToString())),
            .. comment.ClauseId is { } clause ? [("clause", new FactValue.Reference(clause.Value))] : Array.Empty<(string, FactValue)>(),
            .. comment.StageId is { } stage ? [("stage", new FactValue.Reference(stage.Value))] : Array.Empty<(string, FactValue)>(),
            .. about is not null ? [("about", new FactValue.Text(about))] : Array.Empty<(string, FactValue)>(),
        ]) with
    {
        Personal = FactTexts.Personal(("text", comment.Text)),
    };

    public static Fact Signed(Contract contract, Signature signature, Audience told) => Of(SignedCode, contract, told, FactTexts.Of(signature)) with
    {
        Personal = FactTexts.Personal(("name", signature.PersonName)),
    };

    public static Fact InForce(Contract contract, Terms terms, ContentHash document, Audience told) => Of(
        InForceCode, contract, told,
        ("version", new FactValue.Whole(1)),
        ("applies-from", new FactValue.Day(contract.AppliesFrom!.Value)),
        ("zone", new FactValue.Text(terms.Zone)),
        ("document", new FactValue.Hash(document.ToBytes())));

    public static Fact Completed(Contract contract, Audience told) => Of(CompletedCode, contract, told);

    public static Fact Terminated(Contract contract, Terms terms, Audience told) => WithReason(
        TerminatedCode, contract, told,
        ("side", new FactValue.Text(contract.TerminatedFor!.Value.ToString())),
        ("from", new FactValue.Day(contract.TerminatedFrom!.Value)),
        ("notice-days", new FactValue.Whole(terms.Periods.Termination)));

    public static Fact VersionSigned(Contract contract, TermsVersion version, Terms terms, Audience told) => Of(
        "terms.version-signed", contract, told,
        ("version", new FactValue.Whole(version.Number)),
        ("amendment", new FactValue.Reference(version.AmendmentId!.Value.Value)),
        ("effective-on", new FactValue.Day(version.EffectiveOn!.Value)),
        ("zone", new FactValue.Text(version.Zone)),
        ("terms", new FactValue.Hash(version.ContentHash.ToBytes())),
        ("total", FactTexts.Of(terms.Total)));

    public static Fact VersionApplies(Contract contract, int version, DateOnly from, Audience told) => Of(
        VersionAppliesCode, contract, told,
        ("version", new FactValue.Whole(version)), ("applies-from", new FactValue.Day(from)), ("zone", new FactValue.Text(contract.Zone)));

    private static Fact WithReason(string code, Contract contract, Audience told, params (string, FactValue)[] values) =>
        Of(code, contract, told, values) with { Personal = FactTexts.Personal(("reason", contract.Reason!)) };

    private static Fact Of(string code, Contract contract, Audience told, params (string, FactValue)[] values) =>
        new(code, contract.ClientId, new FactSubject(Kind, contract.Id.Value), told)
        {
            Values = FactTexts.Values([("number", new FactValue.Text(contract.Number)), .. values]),
        };
}
