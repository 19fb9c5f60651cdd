using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Domain.Tests;

/// <summary>Looking behind the use cases at what was kept.</summary>
internal static class Looks
{
    public static readonly Whence Somewhere = new("203.0.113.9", "tests");

    /// <summary>Reads as the owner, who sees every row.</summary>
    public static async Task<T> SeeAllAsync<T>(this TestPortal portal, Func<PortalDb, Task<T>> read)
    {
        await using var source = NpgsqlDataSource.Create(await portal.ConnectionStringAsync(DatabaseRoles.Owner));
        var options = new DbContextOptionsBuilder<PortalDb>();
        options.UsePortal(source);
        await using var db = new PortalDb(options.Options);
        return await read(db);
    }

    /// <summary>The entries about a thing, oldest first.</summary>
    public static Task<List<Entry>> EntriesOfAsync(this TestPortal portal, Guid subject) =>
        portal.SeeAllAsync(db => db.Set<Entry>().Where(e => e.SubjectId == subject).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync());

    /// <summary>Who was told of an entry.</summary>
    public static Task<List<PersonId>> ToldAsync(this TestPortal portal, EntryId entry) =>
        portal.SeeAllAsync(db => db.Set<Notice>().Where(n => n.EntryId == entry).Select(n => n.PersonId).ToListAsync());

    /// <summary>A personal value of an entry.</summary>
    public static Task<string> PersonalAsync(this TestPortal portal, EntryId entry, string name) =>
        portal.SeeAllAsync(db => db.Set<PersonalValue>().Where(p => p.EntryId == entry && p.Name == name).Select(p => p.Value).SingleAsync());

    /// <summary>Who somebody is now; null when nobody.</summary>
    public static async Task<Actor?> FindAsync(this TestPortal portal, PersonId person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActFor(person);
        return await db.FindActorAsync(person, TestContext.Current.CancellationToken);
    }

    /// <summary>The roles the database's own functions say somebody has.</summary>
    public static async Task<List<string>> RolesHeldAsync(this TestPortal portal, PersonId person)
    {
        await using var connection = await portal.ConnectAsAsync(person);
        return await connection.ListAsync<string>("SELECT role FROM portal.roles_held() ORDER BY role");
    }

    /// <summary>A bare connection as the application, acting for somebody or for nobody.</summary>
    public static async Task<NpgsqlConnection> ConnectAsAsync(this TestPortal portal, PersonId? person)
    {
        var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        if (person is { } acting) await connection.ExecuteAsync($"SELECT set_config('app.person', '{acting}', false)");
        return connection;
    }

    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<T?> ScalarAsync<T>(this NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string query)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var list = new List<T>();
        while (await rows.ReadAsync()) list.Add(rows.GetFieldValue<T>(0));
        return list;
    }

    /// <summary>Works with Identity's manager on one person.</summary>
    public static async Task<T> WithUsersAsync<T>(this TestPortal portal, PersonId person, Func<UserManager<Person>, Person, Task<T>> work)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PortalDb>().ActFor(person);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        return await work(users, (await users.FindByIdAsync(person.ToString()))!);
    }

    /// <summary>A form that says why, at the person's present revision.</summary>
    public static async Task<ReasonInput> ReasonAsync(this TestPortal portal, PersonId about, string reason = "their work changed") =>
        new() { Revision = await portal.RevisionAsync(about), Reason = reason };
}
