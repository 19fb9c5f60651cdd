using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>A log that is not what was signed last is left as it is found, and told. These logs stay broken: no other test shares their database.</summary>
public sealed class BrokenLogTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private Trees _trees = null!;
    private PersonId _manager;
    private ClientId _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _manager = await portal.PersonAsync(await portal.AdministratorAsync(), $"Manager {Guid.CreateVersion7():n}", Role.Manager);
        _client = await portal.ClientAsync(_manager, $"Client {Guid.CreateVersion7():n}");
        _trees = await Trees.OfAsync(portal);
    }

    public async ValueTask DisposeAsync() => await _trees.DisposeAsync();

    [Theory]
    [InlineData("DELETE FROM portal.log_leaf WHERE log_id = '{0}' AND index = (SELECT max(index) FROM portal.log_leaf WHERE log_id = '{0}')", "entries, and")]
    [InlineData("DELETE FROM portal.log_checkpoint WHERE log_id = '{0}'", "no checkpoint")]
    [InlineData("UPDATE portal.log_node SET hash = sha256(hash) WHERE log_id = '{0}'", "do not lead to the root")]
    [InlineData("DELETE FROM portal.log_node WHERE log_id = '{0}'", "is not there")]
    [InlineData("UPDATE portal.log_checkpoint SET note = convert_to(replace(convert_from(note, 'UTF8'), E'\\n' || size || E'\\n', E'\\n' || size + 1 || E'\\n'), 'UTF8') WHERE log_id = '{0}'", "none of its keys signed")]
    [InlineData("INSERT INTO portal.log_key SELECT log_id, 99, 'nonsense', '', made_at FROM portal.log_key WHERE log_id = '{0}' AND number = 1", "cannot be opened")]
    public async Task Nothing_is_added_to_a_log_that_is_not_what_was_signed_and_the_others_go_on(string deed, string said)
    {
        await portal.RenameAsync(_manager, _client, $"Before the deed {_client}");
        await _trees.DrainAsync(Cancellation);
        await using var database = await portal.ConnectAsAdministratorAsync();
        await database.ExecuteAsync($"{Guards("DISABLE")}; {deed.Replace("{0}", _client.ToString(), StringComparison.Ordinal)}; {Guards("ENABLE ALWAYS")}");
        await portal.RenameAsync(_manager, _client, $"After the deed {_client}");
        var other = await portal.ClientAsync(_manager, $"Untouched {Guid.CreateVersion7():n}");

        var round = await _trees.Sequencer.RunAsync(Cancellation);

        var broken = Assert.Single(round.Broken);
        Assert.Equal(LogId.Of(_client), broken.Log);
        Assert.Contains(said, broken.Message, StringComparison.Ordinal);
        await WholeLog.AssertAsync(database, LogId.Of(other));
        Assert.Equal(1, await database.ScalarAsync<long>("SELECT count(*) FROM portal.log_waiting"));
        // Told once, looked at again later.
        Assert.Empty((await _trees.Sequencer.RunAsync(Cancellation)).Broken);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Single((await _trees.Sequencer.RunAsync(Cancellation)).Broken);
        await database.ExecuteAsync("DELETE FROM portal.log_waiting");
    }

    private static string Guards(string what) =>
        string.Join("; ", new[] { "log_leaf", "log_node", "log_checkpoint" }.Select(table => $"ALTER TABLE portal.{table} {what} TRIGGER refuse_change"));
}
