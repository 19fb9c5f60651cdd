using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Contracts.Signing;

/// <summary>The form under a document that is to be signed.</summary>
public sealed record SignInput
{
    /// <summary>The hash of the document the person saw, in hexadecimal.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The version of the consent text the person saw.</summary>
    public int? ConsentVersion { get; init; }

    /// <summary>The language the person saw it in.</summary>
    public Language? ConsentLanguage { get; init; }

    /// <summary>Whether the person ticked it.</summary>
    public bool Consents { get; init; }

    /// <summary>The signature, if the form and the evidence hold.</summary>
    /// <param name="document">The hash of the document as it is kept now.</param>
    /// <param name="evidence">From the web layer.</param>
    /// <param name="now">The moment of signing.</param>
    /// <exception cref="RuleBroken">The document or the consent text is not the one that was shown, the consent is not ticked, the evidence is too weak or too old.</exception>
    internal CheckedSignature Checked(ContentHash document, SigningEvidence evidence, DateTimeOffset now)
    {
        if (ContentHash.Parse(DocumentHash) != document) throw new RuleBroken(Rule.DocumentChanged);
        var rules = new FormRules();
        if (!Consents) rules.Refuse(Rule.ConsentNotGiven, nameof(Consents));
        if (ConsentVersion != Consent.Current) rules.Refuse(Rule.DocumentChanged, nameof(Consents));
        var language = rules.OneOf(ConsentLanguage, nameof(ConsentLanguage), Enum.GetValues<Language>());
        rules.ThrowIfBroken();
        evidence.Ensure(now);
        return new CheckedSignature(document, Consent.Current, Consent.Text(Consent.Current, language), evidence);
    }
}
