using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ClientPortal.Documents.Contracts;
using ClientPortal.Documents.Quotes;
using ClientPortal.Documents.Signing;

namespace ClientPortal.Documents.Tests;

public class DeterminismTests
{
    private const string HashesFile = "CLIENTPORTAL_DOCUMENT_HASHES";

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        Assert.Equal(Hashes(), Hashes());
    }

    [Fact]
    public void The_language_of_the_thread_does_not_matter()
    {
        var expected = Hashes();
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, Hashes());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    [Fact]
    public void Documents_printed_at_the_same_time_do_not_mix()
    {
        var expected = Hashes();
        Parallel.For(0, 8, _ => Assert.Equal(expected, Hashes()));
    }

    [Fact]
    public async Task A_process_in_another_time_zone_prints_the_same_bytes()
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo("dotnet", [typeof(DeterminismTests).Assembly.Location, "-method", $"{typeof(DeterminismTests).FullName}.{nameof(Hashes_can_be_written_down)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[HashesFile] = file;
        start.Environment["TZ"] = "Asia/Tokyo";
        start.Environment["LANG"] = "ru_RU.UTF-8";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Equal(Hashes(), await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    /// <summary>What the other process runs; on its own it only shows that writing works.</summary>
    [Fact]
    public void Hashes_can_be_written_down()
    {
        var file = Environment.GetEnvironmentVariable(HashesFile) ?? Path.GetTempFileName();
        File.WriteAllLines(file, Hashes());
        Assert.Equal(8, File.ReadAllLines(file).Length);
    }

    [Fact]
    public void Another_input_gives_another_identity()
    {
        var contract = Samples.Contract(Samples.English);

        Assert.NotEqual(
            Identity(ContractDocument.Print(contract)),
            Identity(ContractDocument.Print(contract with { PriceTotal = contract.PriceTotal + 0.01m })),
            StringComparer.Ordinal);

        static string Identity(byte[] pdf) => new Pdf.PdfFile(pdf).Trailer["ID"]!.ToString();
    }

    private static string[] Hashes()
    {
        return ((CultureInfo[])[Samples.English, Samples.Russian]).SelectMany(language =>
        {
            var contract = ContractDocument.Print(Samples.Contract(language));
            return (byte[][])
            [
                contract,
                AmendmentDocument.Print(Samples.Amendment(language)),
                QuoteDocument.Print(Samples.Quote(language)),
                SignedDocument.Print(Samples.Signed(language, contract)),
            ];
        }).Select(pdf => Convert.ToHexString(SHA256.HashData(pdf))).ToArray();
    }
}
