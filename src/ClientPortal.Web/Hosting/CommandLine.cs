using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Hosting;

/// <summary>What the program does besides serving: <c>migrate</c>, <c>first-administrator</c> for a new installation, <c>verify</c> for the record, and <c>health</c> for who watches over it.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command, if the arguments begin with one.</summary>
    /// <returns>The exit code; null when the program is to serve.</returns>
    public static async Task<int?> RunAsync(string[] args, WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        switch (args.FirstOrDefault())
        {
            case "migrate":
                await MigrateDatabase.RunAsync(Owner(configuration), TimeProvider.System, CancellationToken.None);
                Console.WriteLine("The database is up to date.");
                return 0;
            case "first-administrator":
                return await InviteAsync(configuration);
            case "verify":
                return await VerifyAsync(builder);
            case "health":
                return await Health.AskAsync(configuration);
            default:
                return null;
        }
    }

    private static async Task<int> InviteAsync(IConfiguration configuration)
    {
        try
        {
            var invited = await Database.InviteFirstAdministratorAsync(Owner(configuration), new InvitePerson.Input
            {
                Name = configuration["name"],
                Email = configuration["email"],
                Language = Enum.TryParse<Language>(configuration["language"], ignoreCase: true, out var language) ? language : Language.English,
                Zone = configuration["zone"] ?? "UTC",
            }, TimeProvider.System, CancellationToken.None);
            Console.WriteLine(invited is null ? "There is an administrator already; nothing was done." : "The invitation is queued and goes out when the portal runs.");
            return invited is null ? 1 : 0;
        }
        catch (RuleBroken broken)
        {
            Console.Error.WriteLine($"Refused: {broken.Message}. Usage: first-administrator --name \"Nora Lind\" --email nora@example.com [--language Russian] [--zone Europe/Moscow]");
            return 2;
        }
    }

    // In Development the private server is the one that is meant where none is named.
    private static async Task<int> VerifyAsync(WebApplicationBuilder builder)
    {
        await using var server = builder.Environment.IsDevelopment() ? await builder.AddDatabaseAsync() : null;
        await using var worker = new WorkerDb(builder.Configuration.GetConnectionString("Worker")
            ?? throw new InvalidOperationException("Set ConnectionStrings:Worker (environment variable ConnectionStrings__Worker) to the worker's login."));
        var result = await new LogVerification(worker.Source, BoundRows.Tables, TimeProvider.System).RunAsync(progress: null, CancellationToken.None);
        foreach (var finding in result.Findings) Console.Error.WriteLine(finding);
        Console.WriteLine($"{result.Logs} logs, {result.Entries} entries, {result.Checkpoints} checkpoints, {result.Rows} rows: {(result.Findings.Count == 0 ? "whole" : $"{result.Findings.Count} things are wrong")}.");
        return result.Findings.Count == 0 ? 0 : 1;
    }

    private static string Owner(IConfiguration configuration) => configuration.GetConnectionString("Owner")
        ?? throw new InvalidOperationException("Set ConnectionStrings:Owner (environment variable ConnectionStrings__Owner) to the owner's login.");
}
