using System.Security.Cryptography;
using ClientPortal.Documents.Layout;
using ClientPortal.Documents.Pdf;

namespace ClientPortal.Documents.Signing;

/// <summary>Adds the evidence of its signatures to a document.</summary>
public static class SignedDocument
{
    /// <summary>
    /// The offered document followed by evidence pages. The result begins with the offered bytes exactly as they are: cut off at
    /// that length it is the offered file again, with the hash that was document. The same input gives the same bytes.
    /// </summary>
    /// <param name="document">The document and the evidence.</param>
    /// <exception cref="ArgumentException">There is no signature, or one is for another document: its hash is not that of the offered bytes.</exception>
    /// <exception cref="InvalidDataException">The offered bytes are not a PDF printed by this project.</exception>
    public static byte[] Print(SignedPaper document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Signatures.Count == 0)
            throw new ArgumentException("A signed document needs a signature.", nameof(document));
        var digest = Convert.ToHexStringLower(SHA256.HashData(document.Offered.Span));
        foreach (var signature in document.Signatures)
        {
            if (!string.Equals(signature.DocumentSha256, digest, StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"{signature.Signatory} signed {signature.DocumentSha256}, the offered document is {digest}.", nameof(document));
        }

        var paper = new Paper(document.Language);
        var title = paper.Words.Format("SignedDocumentTitle", document.Title);
        var madeAt = document.Signatures.Max(signature => signature.SignedAt);
        var offered = document.Offered.ToArray();
        var evidence = paper.Print(paper["EvidenceOfSignatures"], document.Provider, title, madeAt,
        [
            Look.Kicker(paper.Words.Format("EvidenceTo", document.Number, document.Title)),
            Look.Title(paper["EvidenceOfSignatures"]),
            new Rule(0.5, Ink.StrongLine) { SpaceBefore = 8, SpaceAfter = 12 },
            Look.Text(paper.Words.Format("EvidenceMeaning", paper.Figures.Quantity(offered.Length))),
            new Paragraph(paper["DigestOfDocument"], Look.Label) { SpaceBefore = 6, KeepWithNext = true },
            new Paragraph(Look.Digest(digest), Look.Code) { SpaceAfter = 10 },
            .. document.Signatures.Select((signature, i) => Signature(paper, signature, i + 1)),
        ]);
        return PdfAppend.Join(offered, evidence, new SheetInfo(title, document.Provider, document.Title, document.Language, madeAt));
    }

    private static KeepTogether Signature(Paper paper, SignatureEvidence signature, int number) => new(new Column(
    [
        Look.Section(paper.Words.Format("SignatureNumber", number)),
        Look.Facts(
        [
            (paper["SignedBy"], string.IsNullOrWhiteSpace(signature.Position) ? signature.Signatory : $"{signature.Signatory}, {signature.Position}"),
            (paper["SignedOnBehalfOf"], signature.OnBehalfOf),
            (paper["SignedAt"], $"{paper.Figures.Moment(signature.SignedAt, signature.TimeZone)}\n{paper.Figures.MomentUtc(signature.SignedAt)}"),
            (paper["HowSignedIn"], paper[$"Method{signature.Method}"]),
            (paper["FromAddress"], signature.Address),
            (paper["Device"], signature.Device),
            (paper["DigestOfDocument"], Look.Digest(signature.DocumentSha256)),
            (paper["Consent"], signature.ConsentText),
        ]),
    ]))
    {
        SpaceBefore = 18,
    };
}
