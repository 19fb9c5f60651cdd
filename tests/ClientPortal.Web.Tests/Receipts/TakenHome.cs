using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClientPortal.TransparencyLog;
using ClientPortal.TransparencyLog.Tests.WebCrypto;
using ClientPortal.Web.Tests.Weather;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests.Receipts;

/// <summary>What somebody of a client takes home of the client's log, byte for byte as the server gives it.</summary>
/// <param name="Key">The key that the log's checkpoints are verified with.</param>
/// <param name="Receipts">Receipts with their entries: those of an older checkpoint first.</param>
/// <param name="Earlier">The newest checkpoint before something was written.</param>
/// <param name="Later">The newest one after.</param>
/// <param name="Tiles">The tiles of hashes of the later one, by name.</param>
/// <param name="Archive">The whole log.</param>
internal sealed record TakenHome(string Key, IReadOnlyList<Node.Question> Receipts, byte[] Earlier, byte[] Later, IReadOnlyDictionary<string, byte[]> Tiles, byte[] Archive)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Takes it, with a remark in between.</summary>
    public static async Task<TakenHome> TakeAsync(DemonstrationHost host)
    {
        using var tom = await host.SignInAsync(Remarks.Reader);
        var log = (await host.ReadAsync<Guid>("SELECT l.id FROM portal.log l JOIN portal.client c ON c.id = l.client_id WHERE c.name = 'Harbour Books'"))[0];
        var key = Encoding.UTF8.GetString(await tom.FileAsync($"/log/{log}/keys")).Trim();
        var earlier = await tom.FileAsync($"/log/{log}/checkpoint");
        var receipts = await ReceiptsAsync(host, tom, log, key);
        var remark = (await Remarks.FormAsync(host, tom)).With("One more entry");
        Assert.Equal(StatusCodes.Status302Found, (await tom.SendAsync(remark)).Status);
        var later = await GrownAsync(tom, log, earlier);
        receipts.AddRange(await ReceiptsAsync(host, tom, log, key));

        var tiles = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var tile in TilePath.AllHashes(SizeOf(later))) tiles[tile.ToString()] = await tom.FileAsync($"/log/{log}/{tile}");
        return new TakenHome(key, receipts, earlier, later, tiles, await tom.FileAsync($"/log/{log}/log.zip"));
    }

    private static async Task<List<Node.Question>> ReceiptsAsync(DemonstrationHost host, Walker tom, Guid log, string key)
    {
        var entries = await host.ReadAsync<Guid>($"SELECT entry_id FROM portal.log_leaf WHERE log_id = '{log}' ORDER BY index");
        var receipts = new List<Node.Question>();
        foreach (var entry in (Guid[])[entries[0], entries[1], entries[entries.Count / 2], entries[^1]])
            receipts.Add(new Node.Question(key, await tom.FileAsync($"/record/entries/{entry}/receipt.tlog-proof"), await tom.FileAsync($"/record/entries/{entry}/entry.json")));
        return receipts;
    }

    // Places are given within seconds.
    private static async Task<byte[]> GrownAsync(Walker tom, Guid log, byte[] earlier)
    {
        for (var began = Stopwatch.StartNew(); began.Elapsed < Patience;)
        {
            if (await tom.FileAsync($"/log/{log}/checkpoint") is var later && SizeOf(later) > SizeOf(earlier)) return later;
        }

        throw new InvalidOperationException("The remark got no place in the log.");
    }

    private static long SizeOf(byte[] checkpoint) => long.Parse(Encoding.UTF8.GetString(checkpoint).Split('\n')[1], CultureInfo.InvariantCulture);
}
