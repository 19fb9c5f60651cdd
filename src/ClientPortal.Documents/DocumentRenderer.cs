using System.Globalization;
using ClientPortal.Audit.Ids;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Signing;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;
using DomainMethod = ClientPortal.Domain.Access.SignInMethod;
using Kind = ClientPortal.Domain.Contracts.ClauseKind;
using PaperKind = ClientPortal.Documents.Contracts.ClauseKind;
using PrintedContract = ClientPortal.Documents.Contracts.ContractDocument;

namespace ClientPortal.Documents;

/// <summary>The provider as documents name it.</summary>
/// <param name="Name">Full legal name.</param>
/// <param name="Details">Registration and address: free lines; may be empty.</param>
public sealed record ProviderParty(string Name, string Details);

/// <summary>Prints the domain's documents. Words, dates and figures follow the language that binds.</summary>
/// <param name="provider">The side that works.</param>
public sealed class DocumentRenderer(ProviderParty provider) : IDocumentRenderer
{
    /// <inheritdoc/>
    public byte[] Contract(ContractToRender contract)
    {
        var terms = contract.Terms;
        return PrintedContract.Print(new ContractPaper(
            terms.Language.Culture(), terms.Number, contract.Version, terms.Title, Provider, PartyPaper.Of(contract.Client), terms.StartsOn, terms.Zone,
            terms.Currency.Code, terms.Total.Amount,
            [.. terms.Clauses.Select((clause, i) => new ClausePaper(KindOf(clause.Kind), clause.Text, Number(i + 1), clause.Heading))],
            [.. terms.Stages.Select(stage => Printed(stage, contract.People))],
            [
                new NoticePaper(NoticeKind.Price, terms.Periods.Price),
                new NoticePaper(NoticeKind.Dates, terms.Periods.Dates),
                new NoticePaper(NoticeKind.Scope, terms.Periods.Scope),
                new NoticePaper(NoticeKind.Termination, terms.Periods.Termination),
            ],
            [
                .. Responsible(terms.ResponsibleStaff, ofClient: false, contract.People),
                .. Responsible(terms.ResponsibleClient, ofClient: true, contract.People),
            ],
            contract.At, terms.EndsOn, contract.LogKey));
    }

    /// <inheritdoc/>
    public byte[] Protocol(ProtocolToRender protocol)
    {
        var (terms, redline) = (protocol.Before, protocol.Redline);
        var waivers = protocol.Waivers.Where(waiver => waiver.Holds).Select(waiver => $"{waiver.Name}: {waiver.Reason}").ToList();
        return AmendmentDocument.Print(new AmendmentPaper(
            terms.Language.Culture(), Number(protocol.Number), terms.Number, terms.Title, Provider, PartyPaper.Of(protocol.Client), protocol.Reason,
            $"{protocol.ProposedBy}, {(protocol.ProposedFor == Side.Provider ? provider.Name : protocol.Client.LegalName)}",
            protocol.Notice.GivenOn, protocol.EffectiveOn, waivers.Count == 0 ? null : string.Join('\n', waivers), terms.Zone, terms.Currency.Code,
            [.. redline.Clauses.Where(clause => clause.Change != PartChange.Same).Select(Printed)],
            [
                .. redline.Stages.Where(stage => stage.Change != PartChange.Same)
                    .Select(stage => new StageChangePaper((stage.New ?? stage.Old)!.Name, Printed(stage.Old), Printed(stage.New))),
            ],
            redline.OldTotal.Amount, redline.NewTotal.Amount, protocol.At,
            redline.EndChanged ? new EndChangePaper(redline.OldEndsOn, redline.NewEndsOn) : null));
    }

    /// <inheritdoc/>
    public byte[] Signed(SignedToRender signed) => SignedDocument.Print(new SignedPaper(
        signed.Language.Culture(), signed.Amendment is { } amendment ? $"{signed.Number}/{Number(amendment)}" : signed.Number, signed.Title, provider.Name, signed.Document,
        [
            .. signed.Signatures.Select(signature => new SignatureEvidence(
                signature.Name, string.Empty, signature.Side == Side.Provider ? provider.Name : signed.Client.LegalName,
                TimeZoneInfo.ConvertTime(signature.SignedAt, TimeZoneInfo.FindSystemTimeZoneById(signed.Zone)), signed.Zone, MethodOf(signature.Method),
                signature.Address, signature.Device, signature.DocumentHash, signature.ConsentText)),
        ]));

    private PartyPaper Provider => new(provider.Name, provider.Details, string.Empty, string.Empty);

    private static StagePaper Printed(Stage stage, IReadOnlyDictionary<PersonId, PersonToRender> people) => new(
        stage.Name, stage.From, stage.To, stage.Price.Amount, stage.Deliverables.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        string.Join(", ", new[] { stage.ResponsibleStaff, stage.ResponsibleClient }.OfType<PersonId>().Select(id => people.GetValueOrDefault(id)?.Name).OfType<string>()));

    private static StageTerms? Printed(Stage? stage) => stage is null ? null : new StageTerms(stage.From, stage.To, stage.Price.Amount);

    private static ClauseChangePaper Printed(ClauseRedline clause) => new(
        Number((clause.NewNumber ?? clause.OldNumber)!.Value), KindOf((clause.New ?? clause.Old)!.Kind), Parts(clause.Text), Parts(clause.Heading));

    private static RedlinePart[] Parts(IReadOnlyList<Segment> segments) => [.. segments.Select(segment => new RedlinePart(
        segment.Kind switch
        {
            SegmentKind.Deleted => RedlineKind.Deleted,
            SegmentKind.Inserted => RedlineKind.Added,
            _ => RedlineKind.Kept,
        },
        segment.Text))];

    private static ResponsiblePaper[] Responsible(PersonId person, bool ofClient, IReadOnlyDictionary<PersonId, PersonToRender> people) =>
        people.GetValueOrDefault(person) is { } known ? [new ResponsiblePaper(ofClient, known.Name, string.Empty, known.Email)] : [];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static PaperKind KindOf(Kind kind) => kind switch
    {
        Kind.Scope => PaperKind.Scope,
        Kind.ProviderDuties => PaperKind.ProviderDuties,
        Kind.ClientDuties => PaperKind.ClientDuties,
        Kind.Acceptance => PaperKind.Acceptance,
        Kind.Schedule => PaperKind.Schedule,
        Kind.Price => PaperKind.Price,
        Kind.Payment => PaperKind.Payment,
        Kind.Confidentiality => PaperKind.Confidentiality,
        Kind.CurrencyRisk or Kind.CommodityRisk => PaperKind.RiskOfRates,
        Kind.Discounts => PaperKind.Discounts,
        Kind.NoticePeriod => PaperKind.NoticePeriod,
        _ => PaperKind.Custom,
    };

    internal static SignInMethod MethodOf(DomainMethod method) => method switch
    {
        DomainMethod.Passkey => SignInMethod.Passkey,
        DomainMethod.PasswordAndCode => SignInMethod.PasswordAndCode,
        DomainMethod.PasswordAndRecoveryCode => SignInMethod.PasswordAndRecoveryCode,
        // The domain lets nobody sign with a password alone.
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Nobody signs with this."),
    };
}
