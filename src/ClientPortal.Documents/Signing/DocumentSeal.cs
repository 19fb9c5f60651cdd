using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ClientPortal.Documents.Pdf;

namespace ClientPortal.Documents.Signing;

/// <summary>
/// Signs a document with the portal's certificate, so that ordinary PDF readers say from whom it is and whether it was changed: PAdES baseline B-B (ETSI EN 319 142-1), a
/// detached CMS signature (RFC 5652) with the signing certificate among what is signed (RFC 5035), in an incremental update (ISO 32000-1, 12.8).
/// </summary>
/// <param name="certificate">The certificate with its private key, RSA or ECDSA.</param>
public sealed class DocumentSeal(X509Certificate2 certificate)
{
    // Room for the signature with the certificate; what it does not need stays zero.
    private const int MostBytes = 12_288;

    // As wide as any offset of a file under two gigabytes.
    private const string Place = "0000000000";

    private static readonly string Range = $"[{Place} {Place} {Place} {Place}]";

    /// <summary>Who signs, as the certificate says.</summary>
    public string Name => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    /// <summary>The document with its signature. The given bytes stay as they are at the beginning of the result.</summary>
    /// <param name="document">A PDF printed by this project.</param>
    /// <param name="reason">What the signature is for, as readers show it.</param>
    /// <param name="at">When it is signed, by the portal's clock.</param>
    /// <exception cref="InvalidDataException">The bytes are not a PDF printed by this project.</exception>
    /// <exception cref="CryptographicException">The certificate's key cannot be used.</exception>
    public byte[] Apply(byte[] document, string reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        var signed = Prepared(new PdfFile(document), reason, at);
        var contents = Find(signed, document.Length, $"/Contents<{new string('0', MostBytes * 2)}>") + "/Contents".Length;
        var behind = contents + (MostBytes * 2) + 2;
        Put(signed, Find(signed, document.Length, Range), string.Create(CultureInfo.InvariantCulture, $"[{0:D10} {contents:D10} {behind:D10} {signed.Length - behind:D10}]"));
        var signature = Sign([.. signed.AsSpan(0, contents), .. signed.AsSpan(behind)]);
        if (signature.Length > MostBytes) throw new CryptographicException($"The signature has {signature.Length} bytes, and there is room for {MostBytes}.");
        Put(signed, contents + 1, Convert.ToHexString(signature));
        return signed;
    }

    private byte[] Prepared(PdfFile file, string reason, DateTimeOffset at)
    {
        var rootRef = (PdfRef)file.Trailer["Root"]!;
        var pages = file[file[rootRef].Map["Pages"]].Map;
        var first = (PdfRef)((PdfList)pages["Kids"]!).Items[0];
        var (signature, field) = (file.Size, file.Size + 1);
        var (root, page) = (file[rootRef], file[first]);
        PdfValue[] annotations = page.Map["Annots"] is PdfList there ? [.. there.Items] : [];
        return file.Continue(
            [
                root with
                {
                    // Bits 1 and 2: there is a signature, and what is added must be added as this was.
                    Value = root.Map.With("AcroForm", new PdfMap(("Fields", new PdfList([new PdfRef(field)])), ("SigFlags", PdfToken.Number(3)))),
                },
                page with { Value = page.Map.With("Annots", new PdfList([.. annotations, new PdfRef(field)])) },
                new PdfObject(signature, new PdfMap(
                    ("Type", PdfToken.Name("Sig")), ("Filter", PdfToken.Name("Adobe.PPKLite")), ("SubFilter", PdfToken.Name("ETSI.CAdES.detached")),
                    ("ByteRange", new PdfToken(Range)), ("Contents", new PdfToken($"<{new string('0', MostBytes * 2)}>")),
                    ("M", new PdfToken(FormattableString.Invariant($"(D:{at.UtcDateTime:yyyyMMddHHmmss}+00'00')"))),
                    ("Name", PdfToken.String(Name)), ("Reason", PdfToken.String(reason)))),
                // Without a picture: it is shown by the reader, not by the page. Bits 3 and 8: printed and locked.
                new PdfObject(field, new PdfMap(
                    ("Type", PdfToken.Name("Annot")), ("Subtype", PdfToken.Name("Widget")), ("FT", PdfToken.Name("Sig")), ("T", PdfToken.String("Seal")), ("TU", PdfToken.String(reason)),
                    ("V", new PdfRef(signature)), ("P", first), ("Rect", new PdfList([PdfToken.Number(0), PdfToken.Number(0), PdfToken.Number(0), PdfToken.Number(0)])), ("F", PdfToken.Number(132)))),
            ],
            new PdfMap(("Size", PdfToken.Number(file.Size + 2)), ("Root", rootRef), ("Info", file.Trailer["Info"]!), ("ID", file.Trailer["ID"]!)));
    }

    private byte[] Sign(byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(SigningCertificate());
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    // SigningCertificateV2 with SHA-256, which is its default and so stays unsaid (RFC 5035, section 3).
    private AsnEncodedData SigningCertificate()
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return new AsnEncodedData(new Oid("1.2.840.113549.1.9.16.2.47"), writer.Encode());
    }

    private static int Find(byte[] file, int from, string text)
    {
        var at = file.AsSpan(from).IndexOf(Encoding.Latin1.GetBytes(text));
        return at < 0 ? throw new InvalidOperationException("The update has no room for a signature.") : from + at;
    }

    private static void Put(byte[] file, int at, string text) => Encoding.Latin1.GetBytes(text, file.AsSpan(at));
}
