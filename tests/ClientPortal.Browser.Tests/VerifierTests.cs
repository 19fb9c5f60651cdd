using ClientPortal.TransparencyLog;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

/// <summary>What a client takes home verifies without the portal and without the network, and stops doing so once a byte is another.</summary>
public sealed class VerifierTests(BrowserHost host) : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("portal-verifier");

    [Theory]
    [InlineData("en", 1280, "claire@harbourbooks.example")]
    [InlineData("ru", 360, "anna@vector.example")]
    public async Task A_receipt_and_a_whole_log_verify_in_a_browser_that_is_offline(string language, int width, string client)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(client);
        var page = visit.Page;
        await visit.OpenAsync("/record");
        await Assertions.Expect(page.Locator(".record-check")).ToBeVisibleAsync();
        await page.Locator(".record-check summary").ClickAsync();
        var placed = page.Locator("details.told:has(a[href$='.tlog-proof'])").First;
        await placed.Locator("summary").ClickAsync();
        await visit.CheckAsync();
        await visit.PictureAsync("record-check");
        var key = await page.Locator(".record-key").Last.InnerTextAsync();
        var receipt = await TakeAsync(page, placed.Locator("a[href$='.tlog-proof']"));
        var entry = await TakeAsync(page, placed.Locator("a[href$='entry.json']"));
        var verifier = await TakeAsync(page, page.Locator(".record-check a[href$='verify.html']"));
        var checkpoint = Path.Combine(_home.FullName, "checkpoint");
        await File.WriteAllBytesAsync(checkpoint, await (await page.APIRequest.GetAsync((await page.Locator(".record-check a[href$='/checkpoint']:not([href*='/stamped/'])").GetAttributeAsync("href"))!)).BodyAsync(), TestContext.Current.CancellationToken);
        // After the checkpoint, since another journey may write into this client's log meanwhile.
        var log = await TakeAsync(page, page.Locator(".record-check a[href$='log.zip']"));

        // What is taken home leaves the page where it was.
        Assert.EndsWith("/record", page.Url, StringComparison.Ordinal);

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync(new Uri(verifier).AbsoluteUri);
        await visit.CheckAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...new Set([...Object.keys(words.en), ...Object.keys(words.ru)])].filter(word => !words.en[word] || !words.ru[word])"));
        await ExpectAsync(page, key, "true", receipt, entry);
        await ExpectAsync(page, key, "true", log);
        await ExpectAsync(page, key, "true", log, checkpoint);
        Assert.Contains("entry", await ExpectAsync(page, key, "true", log, receipt, entry), StringComparison.Ordinal);
        // As paper shows it, broken in the middle, with a second key after it.
        await ExpectAsync(page, $"{key[..20]}\n{key[20..50]}\n {key[50..]}\n{key}", "true", log);
        await visit.CheckAsync();

        await ExpectAsync(page, key, "false", receipt, await AlteredAsync(entry, "\"v\":1", "\"v\":2"));
        await ExpectAsync(page, key, "false", log, $"{entry}.altered");
        await ExpectAsync(page, key, "false", log, receipt, $"{entry}.altered");
        await ExpectAsync(page, key, "false", log, await AlteredAsync(checkpoint, "/log/", "/lug/"));
        var (older, newer, itsKey) = await OlderLogAsync();
        await ExpectAsync(page, itsKey, "true", older);
        Assert.Contains(language == "ru" ? "получите его заново" : "take it anew", await ExpectAsync(page, itsKey, "false", older, newer), StringComparison.Ordinal);
        await ExpectAsync(page, "", "unclear", log);
        await visit.CheckAsync();
    }

    public void Dispose() => _home.Delete(recursive: true);

    private async Task<string> TakeAsync(IPage page, ILocator link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var path = Path.Combine(_home.FullName, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>A log of one entry, a checkpoint over two, and the key of both.</summary>
    private async Task<(string Log, string Checkpoint, string Key)> OlderLogAsync()
    {
        byte[][] entries = ["{}"u8.ToArray(), "[]"u8.ToArray()];
        using var key = SigningKey.FromEd25519("log.example/older", new byte[32]);
        var tree = new TreeBuilder();
        tree.Append(MerkleTree.Leaf(entries[0]));
        var log = Path.Combine(_home.FullName, "older.zip");
        await using (var stream = File.Create(log))
        await using (var writer = await LogArchiveWriter.CreateAsync(stream, TestContext.Current.CancellationToken))
        {
            await writer.AppendAsync(entries[0], TestContext.Current.CancellationToken);
            await writer.FinishAsync(Signed(), TestContext.Current.CancellationToken);
        }

        tree.Append(MerkleTree.Leaf(entries[1]));
        var checkpoint = Path.Combine(_home.FullName, "newer");
        await File.WriteAllBytesAsync(checkpoint, Signed().Bytes.ToArray(), TestContext.Current.CancellationToken);
        return (log, checkpoint, key.VerifierKey.ToString());

        SignedNote Signed() => SignedNote.Sign(new Checkpoint("log.example/older", tree.Head).ToString(), key);
    }

    private static async Task<string> ExpectAsync(IPage page, string key, string answer, params string[] files)
    {
        await page.FillAsync("#keys", key);
        await page.SetInputFilesAsync("#files", files);
        await page.ClickAsync("#form button");
        await Assertions.Expect(page.Locator($"#answer .answer.{answer}")).ToBeVisibleAsync();
        return await page.EvaluateAsync<string>("() => { const box = document.getElementById('answer'), said = box.textContent; box.replaceChildren(); return said; }");
    }

    private static async Task<string> AlteredAsync(string file, string from, string to)
    {
        var altered = $"{file}.altered";
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(altered, text.Replace(from, to, StringComparison.Ordinal));
        return altered;
    }
}
