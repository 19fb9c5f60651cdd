using Npgsql;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// Hears a channel of PostgreSQL on a connection of its own and connects again when it breaks. What was said meanwhile is
/// lost, so each time it listens anew it says so, and whoever waits looks at the tables.
/// </summary>
/// <param name="source">Where to connect.</param>
/// <param name="channel">A plain name.</param>
/// <param name="heard">Gets each message's text.</param>
/// <param name="listening">Called when it listens, at first and after each break.</param>
/// <param name="time">The clock of its pauses.</param>
/// <param name="log">Gets breaks.</param>
internal sealed class Listener(NpgsqlDataSource source, string channel, Action<string> heard, Action listening, TimeProvider time, ILogger log)
{
    // A connection whose other end vanished without a word is noticed by asking.
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Listens until it is stopped; then it throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
            {
                log.LogWarning("Listening to {Channel} broke and begins again: {Fault}", channel, fault.GetBaseException().GetType().Name);
                await Task.Delay(Pause, time, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        connection.Notification += (_, said) => heard(said.Payload);
        await RunAsync(connection, $"LISTEN {channel}", stop);
        listening();
        while (true)
        {
            if (!await connection.WaitAsync(Ask, stop)) await RunAsync(connection, "SELECT 1", stop);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
