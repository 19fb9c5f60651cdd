using System.Diagnostics;
using System.Globalization;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClientPortal.Bench;

/// <summary>How fast entries get their places in the trees, and how fast and in how much memory everything is verified.</summary>
internal static class Records
{
    private const int AtOnce = 10_000;

    public static async Task MeasureAsync(BenchDatabase database, int entries)
    {
        await using var worker = NpgsqlDataSource.Create(database.As(DatabaseRoles.Worker));
        using var master = new MasterKey(new byte[MasterKey.Length]);
        var sequencer = new Sequencer(worker, "bench.test", master, TimeProvider.System);
        ClientId client;
        await using (var domain = new Domain(database)) client = await domain.ClientAsync();
        await DrainAsync(sequencer);
        await WriteAsync(database, client, entries);

        var from = Stopwatch.GetTimestamp();
        var placed = await DrainAsync(sequencer);
        var took = Stopwatch.GetElapsedTime(from);
        Report.Say($"entries sequenced a second, {placed:n0} that wait in one log", $"{placed / took.TotalSeconds:n0}", "");

        GC.Collect();
        var before = Resident();
        var peak = new Peak();
        from = Stopwatch.GetTimestamp();
        var result = await new LogVerification(worker, BoundRows.Tables, TimeProvider.System).RunAsync(peak, CancellationToken.None);
        took = Stopwatch.GetElapsedTime(from);
        if (result.Findings.Count > 0) throw new InvalidOperationException($"The record does not verify: {result.Findings[0]}.");
        Report.Say($"entries verified a second, {result.Entries:n0} of them", $"{result.Entries / took.TotalSeconds:n0} ({took.TotalSeconds:n1} s)", "");
        Report.Say("memory it takes beside what the program has before, at most", $"{(peak.Bytes - before) / 1048576.0:n0} MiB", "bounded");
    }

    private static async Task<int> DrainAsync(Sequencer sequencer)
    {
        for (var all = 0; ;)
        {
            var placed = (await sequencer.RunAsync(CancellationToken.None)).Placed;
            if (placed == 0) return all;
            all += placed;
        }
    }

    private static async Task WriteAsync(BenchDatabase database, ClientId client, int entries)
    {
        await using var owner = NpgsqlDataSource.Create(database.As(DatabaseRoles.Owner));
        for (var written = 0; written < entries; written += AtOnce)
        {
            var some = Enumerable.Range(0, Math.Min(AtOnce, entries - written)).Select(_ => Entry.For(Writes.Fact(client, []), actor: null, TimeProvider.System.GetUtcNow())).ToList();
            await using var command = owner.CreateCommand(
                """
                INSERT INTO portal.entry (id, client_id, code, at, subject_kind, subject_id, leaf)
                SELECT id, $2, $3, at, $5, $6, leaf FROM unnest($1, $4, $7) AS given (id, at, leaf)
                """);
            command.CommandTimeout = 0;
            Give(command, some.ConvertAll(entry => entry.Id.Value), client.Value, some[0].Code);
            command.Parameters.Add(new() { Value = some.ConvertAll(entry => entry.At.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
            Give(command, some[0].SubjectKind, some[0].SubjectId, some.ConvertAll(entry => entry.Leaf));
            await command.ExecuteNonQueryAsync();
        }
    }

    private static void Give(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
    }

    private static long Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private sealed class Peak : IProgress<long>
    {
        public long Bytes { get; private set; }

        public void Report(long value) => Bytes = Math.Max(Bytes, Resident());
    }
}
