using ClientPortal.Domain.Data;
using ClientPortal.Testing;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ClientPortal.Web.Tests;

/// <summary>What the program does besides serving.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Verify_answers_by_its_exit_code_whether_the_record_is_whole()
    {
        await using var portal = new TestPortal();
        var manager = await portal.PersonAsync(await portal.AdministratorAsync(), "Mary Manager", Domain.Shared.Role.Manager);
        await portal.ClientAsync(manager);
        await using (var trees = await Trees.OfAsync(portal)) await trees.DrainAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration["ConnectionStrings:Worker"] = await portal.ConnectionStringAsync(DatabaseRoles.Worker);
        Assert.Equal(0, await CommandLine.RunAsync(["verify"], builder));

        await using var database = await portal.ConnectAsAdministratorAsync();
        await using var deed = new NpgsqlCommand("ALTER TABLE portal.entry DISABLE TRIGGER refuse_change; UPDATE portal.entry SET actor_id = NULL WHERE code = 'client.opened'", database);
        await deed.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await CommandLine.RunAsync(["verify"], builder));
    }
}
