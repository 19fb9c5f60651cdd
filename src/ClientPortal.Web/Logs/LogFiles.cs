using System.Text;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Records;
using ClientPortal.TransparencyLog;
using ClientPortal.Web.Access;
using ClientPortal.Web.Components.Pages.Administration;
using ClientPortal.Web.Components.Pages.Records;
using ClientPortal.Web.Hosting;

namespace ClientPortal.Web.Logs;

/// <summary>
/// The logs as files: in the layout of a tiled log (C2SP tlog-tiles) for programs, and as receipts and whole archives for people. What leaves a client's
/// log is noted for the client.
/// </summary>
internal static class LogFiles
{
    private const string Text = "text/plain; charset=utf-8";
    private const string Bytes = "application/octet-stream";

    public static void MapLogs(this WebApplication app)
    {
        app.MapGet("/log/installation/checkpoint", async (LogReads logs, CancellationToken cancellation) => Answer(await logs.PublicCheckpointAsync(cancellation), Text)).AllowAnonymous();
        app.MapGet("/log/installation/tile/{**path}", PublicTileAsync).AllowAnonymous();
        app.MapGet("/log/{log:guid}/checkpoint", async (Guid log, HttpContext context, LogReads logs, CancellationToken cancellation) =>
            Answer(await logs.CheckpointAsync(context.User.Actor(), new LogId(log), cancellation), Text)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/log/{log:guid}/tile/{**path}", TileAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/log/installation/stamped", NewestStampAsync).AllowAnonymous();
        app.MapGet("/log/installation/stamped/{size:long}/checkpoint", (long size, HttpContext context, LogReads logs, CancellationToken cancellation) =>
            PublicStampedAsync(size, context, logs, AsStamped, cancellation)).AllowAnonymous();
        app.MapGet("/log/installation/stamped/{size:long}/checkpoint.tsr", (long size, HttpContext context, LogReads logs, CancellationToken cancellation) =>
            PublicStampedAsync(size, context, logs, Token, cancellation)).AllowAnonymous();
        app.MapGet("/log/{log:guid}/stamped/{size:long}/checkpoint", (Guid log, long size, HttpContext context, LogReads logs, RecordLook looks, CancellationToken cancellation) =>
            StampedAsync(log, size, context, logs, looks, AsStamped, cancellation)).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/log/{log:guid}/stamped/{size:long}/checkpoint.tsr", (Guid log, long size, HttpContext context, LogReads logs, RecordLook looks, CancellationToken cancellation) =>
            StampedAsync(log, size, context, logs, looks, Token, cancellation)).RequireAuthorization(Policies.SignedIn);
        app.MapGet(KeepingPage.KeysAddress, LogKeysAsync).RequireAuthorization(Policies.Administration);
        app.MapGet("/log/{log:guid}/keys", KeysAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/log/{log:guid}/log.zip", WholeAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/record/verify.html", Verifier).AllowAnonymous();
        app.MapGet("/record/entries/{entry:guid}/receipt.tlog-proof", ReceiptAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/record/entries/{entry:guid}/entry.json", EntryAsync).RequireAuthorization(Policies.SignedIn);
    }

    // To be kept and opened from the reader's own disk; shown from here it would be ours again.
    private static IResult Verifier(HttpContext context)
    {
        context.Response.NameFile("verify.html");
        return Results.Stream(typeof(LogFiles).Assembly.GetManifestResourceStream("verify.html")!, "text/html; charset=utf-8");
    }

    private static async Task<IResult> PublicTileAsync(string path, LogReads logs, CancellationToken cancellation) =>
        Read(path) is { } tile ? Answer(await logs.PublicTileAsync(tile, cancellation), Bytes) : Results.NotFound();

    private static async Task<IResult> TileAsync(Guid log, string path, HttpContext context, LogReads logs, RecordLook looks, CancellationToken cancellation)
    {
        if (Read(path) is not { } tile || await logs.TileAsync(context.User.Actor(), new LogId(log), tile, cancellation) is not { } bytes) return Results.NotFound();
        if (tile.IsEntries) await NoteAsync(context, new LogId(log), looks, cancellation);
        return Answer(bytes, Bytes);
    }

    private static async Task<IResult> NewestStampAsync(LogReads logs, CancellationToken cancellation) =>
        await logs.PublicStampedAsync(size: null, cancellation) is { } newest ? Results.Redirect($"/log/installation/stamped/{newest.Size}/checkpoint.tsr") : Results.NotFound();

    private static async Task<IResult> PublicStampedAsync(
        long size, HttpContext context, LogReads logs, Func<StampedCheckpoint, (byte[] Bytes, string Type, string Name)> part, CancellationToken cancellation) =>
        await logs.PublicStampedAsync(size, cancellation) is { } stamped ? Take(context, part(stamped)) : Results.NotFound();

    private static async Task<IResult> StampedAsync(
        Guid log, long size, HttpContext context, LogReads logs, RecordLook looks, Func<StampedCheckpoint, (byte[] Bytes, string Type, string Name)> part, CancellationToken cancellation)
    {
        if (await logs.StampedAsync(context.User.Actor(), new LogId(log), size, cancellation) is not { } stamped) return Results.NotFound();
        await NoteAsync(context, new LogId(log), looks, cancellation);
        return Take(context, part(stamped));
    }

    private static (byte[] Bytes, string Type, string Name) AsStamped(StampedCheckpoint stamped) => (stamped.Note, Text, "checkpoint");

    private static (byte[] Bytes, string Type, string Name) Token(StampedCheckpoint stamped) => (stamped.Token, "application/timestamp-token", "checkpoint.tsr");

    // What a witness is given to know: one key a line, each with the name of its log.
    private static async Task<IResult> LogKeysAsync(HttpContext context, KeepingReads keeping, CancellationToken cancellation)
    {
        var keys = await keeping.KeysAsync(context.User.Actor(), cancellation);
        return Take(context, (Lines(keys), Text, "log-keys.txt"));
    }

    private static async Task<IResult> KeysAsync(Guid log, HttpContext context, LogReads logs, CancellationToken cancellation)
    {
        var keys = await logs.KeysAsync(context.User.Actor(), new LogId(log), cancellation);
        return Answer(keys.Count == 0 ? null : Lines(keys), Text);
    }

    private static async Task WholeAsync(Guid log, HttpContext context, LogReads logs, RecordLook looks, CancellationToken cancellation)
    {
        if (await logs.WholeAsync(context.User.Actor(), new LogId(log), cancellation) is not { } whole)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await NoteAsync(context, new LogId(log), looks, cancellation);
        context.Response.ContentType = "application/zip";
        context.Response.NameFile("log.zip");
        // Written at once, so that an entry that cannot be read breaks the download off and not the archive.
        await using var archive = await LogArchiveWriter.CreateAsync(context.Response.BodyWriter.AsStream(leaveOpen: true), cancellation);
        await foreach (var entry in whole.Entries) await archive.AppendAsync(entry, cancellation);
        await archive.FinishAsync(SignedNote.Parse(whole.Note), cancellation);
    }

    private static Task<IResult> ReceiptAsync(Guid entry, HttpContext context, ReceiptReads receipts, RecordLook looks, CancellationToken cancellation) =>
        TakeAsync(entry, context, receipts, looks, receipt => (receipt.Proof, Text, $"entry-{receipt.Index}.tlog-proof"), cancellation);

    private static Task<IResult> EntryAsync(Guid entry, HttpContext context, ReceiptReads receipts, RecordLook looks, CancellationToken cancellation) =>
        TakeAsync(entry, context, receipts, looks, receipt => (receipt.Entry, "application/json", $"entry-{receipt.Index}.json"), cancellation);

    private static async Task<IResult> TakeAsync(
        Guid entry, HttpContext context, ReceiptReads receipts, RecordLook looks, Func<Receipt, (byte[] Bytes, string Type, string Name)> part, CancellationToken cancellation)
    {
        if (await receipts.FindAsync(context.User.Actor(), EntryId.Of(entry), cancellation) is not { } receipt) return Results.NotFound();
        await NoteAsync(context, receipt.Log, looks, cancellation);
        return Take(context, part(receipt));
    }

    private static IResult Take(HttpContext context, (byte[] Bytes, string Type, string Name) file)
    {
        context.Response.NameFile(file.Name);
        return Results.Bytes(file.Bytes, file.Type);
    }

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));

    private static async Task NoteAsync(HttpContext context, LogId log, RecordLook looks, CancellationToken cancellation)
    {
        if (log.Client is not { } client) return;
        await looks.RecordAsync(context.User.Actor().Person, new LookedAt(client, RecordView.SubjectKind, client.Value, LookKind.Exported, context.Whence().Address), cancellation);
    }

    private static TilePath? Read(string path)
    {
        try
        {
            return TilePath.Parse($"tile/{path}");
        }
        catch (MalformedLogException)
        {
            return null;
        }
    }

    private static IResult Answer(byte[]? bytes, string type) => bytes is null ? Results.NotFound() : Results.Bytes(bytes, type);
}
