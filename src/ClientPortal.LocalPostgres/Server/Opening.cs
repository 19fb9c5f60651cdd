using ClientPortal.LocalPostgres.Binaries;

namespace ClientPortal.LocalPostgres.Server;

/// <summary>The way from a data folder in any state to a server that answers. Runs under the folder's lock.</summary>
internal sealed class Opening
{
    private readonly Place _place;
    private readonly PrivatePostgresOptions _options;
    private readonly Account _account;
    private readonly BinaryFinder _finder;
    private readonly string _home;
    private readonly Cluster _cluster;

    private Opening(Place place, PrivatePostgresOptions options, Account account, string home)
    {
        (_place, _options, _account, _home) = (place, options, account, home);
        _finder = new BinaryFinder(options.Search, account, Tell);
        _cluster = new Cluster(home, place.PasswordFile);
    }

    private bool IsDisposable => _options.Durability == Durability.Fast;

    public static async Task<PrivatePostgres> RunAsync(Place place, PrivatePostgresOptions options, CancellationToken cancellation)
    {
        var account = await Account.FindAsync(cancellation);
        var home = await ClusterHome.OfAsync(place.DataFolder, account, options.InMemory && options.Durability == Durability.Fast, cancellation);
        return await new Opening(place, options, account, home).OpenAsync(cancellation);
    }

    private async Task<PrivatePostgres> OpenAsync(CancellationToken cancellation)
    {
        RefuseOtherDurability();
        var major = _cluster.Major;
        var binaries = await _finder.FindAsync(major, cancellation);
        if (binaries is null)
        {
            if (!IsDisposable) throw OtherVersion(major);
            binaries = (await _finder.FindAsync(major: null, cancellation))!;
            await DiscardAsync(binaries, cancellation);
        }
        else if (major is not null && _cluster.Password is null)
        {
            if (!IsDisposable) throw NoPassword();
            await DiscardAsync(binaries, cancellation);
        }

        var isNew = _cluster.Major is null;
        if (isNew) await CreateAsync(binaries, cancellation);
        var server = Control(_home, binaries);
        int port;
        try
        {
            port = await server.EnsureRunningAsync(_options, cancellation);
        }
        catch (PrivatePostgresException) when (IsDisposable && !isNew)
        {
            // Nothing was promised about this cluster's files after a power cut.
            await DiscardAsync(binaries, cancellation);
            await CreateAsync(binaries, cancellation);
            port = await server.EnsureRunningAsync(_options, cancellation);
        }

        var lease = Lease.Take(_place.LeaseFolder);
        return new PrivatePostgres(_place, _options, server, lease, port, _cluster.Password!, binaries.Version.Major);
    }

    private async Task CreateAsync(ServerBinaries binaries, CancellationToken cancellation)
    {
        Tell(PrivatePostgresStep.CreatingCluster);
        await ClusterHome.SweepAsync(_account, home => Control(home, binaries).StopAsync(cancellation), cancellation);
        await _cluster.CreateAsync(binaries, _account, _options.Durability, cancellation);
    }

    private async Task DiscardAsync(ServerBinaries binaries, CancellationToken cancellation)
    {
        Tell(PrivatePostgresStep.DiscardingCluster);
        await Control(_home, binaries).StopAsync(cancellation);
        _cluster.Delete();
    }

    private ServerControl Control(string home, ServerBinaries binaries) => new(home, _place.PortFile, binaries, _account);

    private void Tell(PrivatePostgresStep step) => _options.OnStep?.Invoke(step);

    private void RefuseOtherDurability()
    {
        if (_cluster.Major is null || _cluster.Durability == _options.Durability) return;
        throw new PrivatePostgresException(
            $"The cluster in \"{_place.DataFolder}\" was made as {_cluster.Durability?.ToString() ?? "something else"} " +
            $"and was now asked for as {_options.Durability}. Choose another data folder.");
    }

    private PrivatePostgresException OtherVersion(int? major) => new(
        $"The cluster in \"{_place.DataFolder}\" was made by PostgreSQL {major}, and no server of that version is found any more. " +
        $"Install PostgreSQL {major} again to keep its data (or to move it with pg_dump), " +
        "or delete the folder to start with an empty one.");

    private PrivatePostgresException NoPassword() => new(
        $"The file \"{_place.PasswordFile}\" with the server's password is missing. Put it back, " +
        $"or delete the folder \"{_place.DataFolder}\" to start with an empty cluster.");
}
