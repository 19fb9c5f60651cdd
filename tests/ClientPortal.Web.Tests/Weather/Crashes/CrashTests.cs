using System.Text;
using ClientPortal.Audit.Ids;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>
/// Sequencers, writers, the portal and PostgreSQL are killed at random under load: five times, or as often as <c>CLIENTPORTAL_CRASHES</c> says. What was acknowledged must be there, at one place, and every
/// checkpoint that anybody saw must belong to one and the same log.
/// </summary>
public sealed class CrashTests(CrashStorm storm, ITestOutputHelper output) : IClassFixture<CrashStorm>
{
    // Far more than hundreds of kills take on a busy machine; only so that nothing can hang.
    private const int Longest = 7_200_000;

    [Fact(Timeout = Longest)]
    public async Task Whatever_is_killed_no_acknowledged_entry_is_lost_none_has_two_places_and_every_checkpoint_is_consistent_with_every_other()
    {
        await storm.PassAsync();

        output.WriteLine(storm.Story);
        Assert.True(storm.Found.Count == 0, $"{storm.Story}\n{string.Join('\n', storm.Found.Take(50))}");
        Assert.Equal(storm.Most, storm.Kills.Values.Sum());
        Assert.Equal(["PostgreSQL", "sequencer", "server", "writer"], storm.Kills.Keys.Order(StringComparer.Ordinal));
        Assert.True(storm.Held.Acknowledged.Count > storm.Most && storm.Held.Checkpoints.Count > storm.Most, $"Too little was done to show anything. {storm.Story}");
    }

    [Fact(Timeout = Longest)]
    public async Task Whatever_is_killed_an_entry_is_there_with_its_rows_and_notices_or_not_at_all()
    {
        await storm.PassAsync();

        Assert.Empty(await storm.ReadAsync(TornWrites.OnAmendments));
        Assert.Empty(await storm.ReadAsync(TornWrites.OnContracts));
    }

    [Fact(Timeout = Longest)]
    public async Task An_acknowledged_entry_that_is_gone_is_caught()
    {
        await storm.PassAsync();
        var remark = storm.Held.Acknowledged.First();

        Assert.Contains($"remark {remark} was acknowledged and has 0 entries", Faults.Find(storm.Held, storm.Stand with { Remarks = Without(storm.Stand.Remarks, remark) }));
    }

    [Fact(Timeout = Longest)]
    public async Task An_entry_dropped_from_the_middle_is_caught_whether_its_place_stays_empty_or_not()
    {
        await storm.PassAsync();
        var (log, entries) = storm.Stand.Logs.MaxBy(one => one.Value.Length);
        Placed[] gap = [.. entries[..10], .. entries[11..]];

        Assert.Contains($"log {log}: the places before 11 are not one for each number", Faults.Find(storm.Held, With(log, gap)));
        var closed = Faults.Find(storm.Held, With(log, [.. gap.Select((placed, place) => placed with { Index = place })]));
        Assert.Contains(closed, fault => fault.EndsWith("that was shown does not fit", StringComparison.Ordinal));
    }

    [Fact(Timeout = Longest)]
    public async Task An_entry_with_two_places_is_caught()
    {
        await storm.PassAsync();
        var (log, entries) = storm.Stand.Logs.MaxBy(one => one.Value.Length);

        Assert.Equal([$"entry {entries[10].Entry} has 2 places"], Faults.Find(storm.Held, With(log, [.. entries, entries[10] with { Index = entries.Length }])));
    }

    [Fact(Timeout = Longest)]
    public async Task A_checkpoint_of_another_log_is_caught_even_where_a_key_of_this_one_signed_it()
    {
        await storm.PassAsync();
        var (log, entries) = storm.Stand.Logs.MaxBy(one => one.Value.Length);
        var name = VerifierKey.Parse(storm.Stand.Keys[log][0]).Name;
        using var key = SigningKey.FromEcdsa(name, System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
        var head = new TreeHead(entries.Length / 2, MerkleTree.Leaf(Encoding.UTF8.GetBytes("another")));
        var held = storm.Held.Copy();
        held.Keep(log, SignedNote.Sign(new Checkpoint(name, head).ToString(), key).ToString());

        Assert.Equal([$"log {log}: a checkpoint that was shown is not signed"], Faults.Find(held, storm.Stand));
        var keys = storm.Stand.Keys.ToDictionary(one => one.Key, string[] (one) => one.Key == log ? [.. one.Value, key.VerifierKey.ToString()] : one.Value);
        Assert.Equal([$"log {log}: the checkpoint of {head.Size} entries that was shown does not fit"], Faults.Find(held, storm.Stand with { Keys = keys }));
    }

    private Stand With(LogId log, Placed[] entries) => storm.Stand with { Logs = storm.Stand.Logs.ToDictionary(one => one.Key, one => one.Key == log ? entries : one.Value) };

    private static Dictionary<string, Guid[]> Without(IReadOnlyDictionary<string, Guid[]> remarks, string text) =>
        remarks.Where(one => one.Key != text).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
}
