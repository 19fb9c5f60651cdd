using System.Diagnostics;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;

namespace ClientPortal.Bench;

/// <summary>The same write through the same door, with a fact that three people are told of and without.</summary>
internal static class Writes
{
    private const int Times = 400;

    public static async Task MeasureAsync(BenchDatabase database)
    {
        await using var domain = new Domain(database);
        var work = domain.Get<PortalWork>();
        var manager = await domain.PersonAsync(BenchDatabase.Manager);
        var client = await domain.ClientAsync();
        var told = (await database.ScalarAsync<Guid[]>("SELECT array_agg(id) FROM (SELECT id FROM portal.person ORDER BY id LIMIT 3) few")).Select(PersonId.Of).ToList();

        async Task<double> OnceAsync(IReadOnlyList<PersonId>? recipients)
        {
            var from = Stopwatch.GetTimestamp();
            Domain.Done(await work.RunAsync(manager, CommandId.New(), run =>
            {
                run.Db.Add(SignInEvent.Of(manager, SignInEventKind.SessionEnded, "192.0.2.1", "bench", run.Now));
                if (recipients is not null) run.Record(Fact(client, recipients));
                return Task.FromResult(true);
            }, CancellationToken.None));
            return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        }

        var (unrecorded, recorded, three) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            var (none, entry, notices) = (await OnceAsync(null), await OnceAsync([]), await OnceAsync(told));
            // The first ones compile and connect.
            if (i < Times / 4) continue;
            unrecorded.Add(none);
            recorded.Add(entry);
            three.Add(notices);
        }

        var plain = Report.Percentile(unrecorded, 50);
        var (withEntry, withNotices) = (Report.Percentile(recorded, 50), Report.Percentile(three, 50));
        Report.Say("a write with its entry against the same unrecorded, medians", $"{withEntry:0.00} / {plain:0.00} ms = {withEntry / plain:0.00}", "1.50");
        Report.Say("the same with notices to three people, by mail too", $"{withNotices:0.00} / {plain:0.00} ms = {withNotices / plain:0.00}", "1.50");
    }

    /// <summary>A fact as it comes: a name that changed.</summary>
    public static Fact Fact(ClientId client, IReadOnlyList<PersonId> told) => new("client.changed", client, new FactSubject("client", client.Value), told.Count == 0 ? Audience.Nobody : Audience.Of(told))
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["name"] = new FactValue.Change(new FactValue.Text("Before"), new FactValue.Text("After")) },
    };
}
