using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Tests;

public sealed class SweepTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("portal-sweep-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_left_over_that_several_take_away_at_once_is_gone_and_fails_for_none_of_them()
    {
        for (var round = 0; round < 20; round++)
        {
            var home = LeftOver(round);
            using var together = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () => ClusterHome.TakeAwayAsync(home, _ =>
                {
                    together.SignalAndWait();
                    return Task.CompletedTask;
                }),
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            Assert.False(Directory.Exists(home));
        }
    }

    [Fact]
    public async Task A_left_over_that_goes_while_its_server_is_looked_for_is_no_fault()
    {
        var home = LeftOver(0);
        await ClusterHome.TakeAwayAsync(home, gone =>
        {
            Directory.Delete(gone, recursive: true);
            throw new PrivatePostgresException("There is no such folder.");
        });
        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public async Task A_left_over_whose_server_does_not_stop_is_told_and_stays()
    {
        var home = LeftOver(0);
        await Assert.ThrowsAsync<PrivatePostgresException>(() => ClusterHome.TakeAwayAsync(home, _ => throw new PrivatePostgresException("It does not stop.")));
        Assert.True(Directory.Exists(home));
    }

    // As many files and folders as make several deletions meet.
    private string LeftOver(int number)
    {
        var home = Path.Combine(_root, $"{number}");
        for (var folder = 0; folder < 30; folder++)
        {
            var inner = Directory.CreateDirectory(Path.Combine(home, "cluster", "base", $"{folder}")).FullName;
            for (var file = 0; file < 10; file++) File.WriteAllText(Path.Combine(inner, $"{file}"), "");
        }

        return home;
    }
}
