using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ClientPortal.Documents.Records;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Documents.Tests;

public class DocumentSealTests
{
    private static readonly StatementPaper Paper = new(
        CultureInfo.GetCultureInfo("ru-RU"), "Northlight Studio", "Вектор", [("Клиент", "Вектор"), ("Период", "с 1 марта 2026 по 31 марта 2026")],
        [
            new StatementEntry("2 марта 2026, 09:13 · № 7", "Мария Орлова предложила изменение 1.", "Сказано к слову.", "Каталог вырос вдвое.", [("Цена этапа", "8 000,00 EUR", "9 600,00 EUR"), ("Пункт", null, "Новый")], ["Иван Котов: в портале 2 марта"]),
            .. Enumerable.Range(1, 40).Select(i => new StatementEntry($"№ {i}", string.Join(' ', Enumerable.Repeat("Подписано.", 30)), null, null, [], [])),
        ],
        Samples.MadeAt);

    [Fact]
    public void A_statement_carries_every_entry_with_its_reason_and_both_sides_of_a_change()
    {
        var text = Poppler.Text(StatementDocument.Print(Paper));

        foreach (var part in (string[])["Выписка из журнала", "с 1 марта 2026 по 31 марта 2026", "Сказано к слову.", "Каталог вырос вдвое.", "8 000,00 EUR", "9 600,00 EUR", "№ 40", "Иван Котов"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal(StatementDocument.Print(Paper), StatementDocument.Print(Paper));
        Assert.Contains("За этот период записей нет.", Poppler.Text(StatementDocument.Print(Paper with { Entries = [] })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sealed_document_is_valid_to_a_program_that_is_not_ours_and_no_more_when_a_byte_was_changed(bool rsa)
    {
        using var certificate = Certificate(rsa);
        var document = StatementDocument.Print(Paper);

        var made = new DocumentSeal(certificate).Apply(document, "Выписка из журнала", Samples.MadeAt);

        Assert.Equal(document, made[..document.Length]);
        var said = Poppler.Signatures(made);
        Assert.Contains("Signature is Valid.", said, StringComparison.Ordinal);
        Assert.Contains("Northlight Studio", said, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("Каталог вырос вдвое.", Poppler.Text(made), StringComparison.Ordinal);

        var altered = made.ToArray();
        altered[document.Length / 2] ^= 1;
        Assert.DoesNotContain("Signature is Valid.", Poppler.Signatures(altered), StringComparison.Ordinal);
    }

    private static X509Certificate2 Certificate(bool rsa)
    {
        var name = new X500DistinguishedName("CN=Northlight Studio");
        if (rsa)
        {
            using var key = RSA.Create(2048);
            return new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Samples.MadeAt.AddDays(-1), Samples.MadeAt.AddYears(5));
        }

        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(name, curve, HashAlgorithmName.SHA256).CreateSelfSigned(Samples.MadeAt.AddDays(-1), Samples.MadeAt.AddYears(5));
    }
}
