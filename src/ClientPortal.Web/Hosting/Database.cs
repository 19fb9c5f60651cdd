using System.Security.Cryptography;
using System.Text;
using ClientPortal.Domain;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.LocalPostgres;
using ClientPortal.Web.Demonstration;
using Npgsql;

namespace ClientPortal.Web.Hosting;

/// <summary>
/// Where the database is. With <c>ConnectionStrings:Portal</c> it is somebody's server; without, in Development, a private
/// one is started, migrated and filled with the demonstration company.
/// </summary>
internal static class Database
{
    private const string Name = "portal";

    private static readonly (string Key, string Role)[] Logins =
        [("Portal", DatabaseRoles.Application), ("Worker", DatabaseRoles.Worker), ("Owner", DatabaseRoles.Owner)];

    /// <summary>Starts the private server when none is named and Development runs.</summary>
    /// <exception cref="InvalidOperationException">None is named, outside Development.</exception>
    public static async Task<PrivatePostgres?> AddDatabaseAsync(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("Portal"))) return null;
        if (!builder.Environment.IsDevelopment())
            throw new InvalidOperationException("No database: set ConnectionStrings:Portal (environment variable ConnectionStrings__Portal) to the application's login.");

        var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions
        {
            DataFolder = Path.Combine(DataFolder(builder.Environment), "postgres"),
            OnStep = step => Console.WriteLine(Tell(step)),
        });
        await using (var administrator = new NpgsqlConnection(server.AdminConnectionString() + ";Pooling=false"))
        {
            await administrator.OpenAsync();
            await DatabaseRoles.EnsureAsync(administrator, role => PasswordOf(server, role), CancellationToken.None);
            await DatabaseRoles.EnsureDatabaseAsync(administrator, Name, CancellationToken.None);
        }

        foreach (var (key, role) in Logins)
            builder.Configuration[$"ConnectionStrings:{key}"] = server.ConnectionString(Name, role, PasswordOf(server, role));
        return server;
    }

    /// <summary>Development migrates by itself and brings the demonstration in; elsewhere pending migrations stop the start.</summary>
    /// <exception cref="InvalidOperationException">Migrations are pending outside Development.</exception>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var owner = app.Configuration.GetConnectionString("Owner");
        if (app.Environment.IsDevelopment() && !string.IsNullOrWhiteSpace(owner))
        {
            await MigrateDatabase.RunAsync(owner, TimeProvider.System, CancellationToken.None);
            if (app.Configuration.GetValue("Portal:Demonstration", defaultValue: true)) await app.Services.GetRequiredService<DemonstrationCompany>().EnsureAsync(owner, CancellationToken.None);
            return;
        }

        var pending = await MigrateDatabase.PendingAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
        if (pending.Count > 0)
            throw new InvalidOperationException($"The database is {pending.Count} migrations behind ({pending[^1]} is the newest). Run: ClientPortal.Web migrate");
    }

    /// <summary>The folder for what Development keeps: <c>.data</c> beside the solution, or beside the program where there is none.</summary>
    public static string DataFolder(IHostEnvironment environment)
    {
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClientPortal.sln"))) return Path.Combine(folder.FullName, ".data");
        }

        return Path.Combine(environment.ContentRootPath, ".data");
    }

    /// <summary>Invites the first administrator over the owner's login.</summary>
    public static async Task<PersonId?> InviteFirstAdministratorAsync(string owner, InvitePerson.Input input, TimeProvider clock, CancellationToken cancellation)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(clock);
        services.AddPortalDomain(owner);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<FirstAdministrator>().InviteAsync(input, cancellation);
    }

    // Nobody but the owner of the data folder can read the administrator's password these are made from.
    private static string PasswordOf(PrivatePostgres server, string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(server.AdminPassword), Encoding.UTF8.GetBytes(role)));

    private static string Tell(PrivatePostgresStep step) => step switch
    {
        PrivatePostgresStep.FetchingBinaries => "Fetching PostgreSQL, once for this user ...",
        PrivatePostgresStep.CreatingCluster => "Making a private database ...",
        PrivatePostgresStep.DiscardingCluster => "Throwing a broken private database away ...",
        PrivatePostgresStep.StartingServer => "Starting the private database ...",
        PrivatePostgresStep.JoiningServer => "Joining the private database that runs already ...",
        _ => "Stopping the private database ...",
    };
}
