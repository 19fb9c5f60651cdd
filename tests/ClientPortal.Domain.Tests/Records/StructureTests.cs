using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Structure;
using ClientPortal.Domain.Records.Verifying;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>H2: where a superuser ran the script, nobody changes the structure of the tables without auditors and administrators being told.</summary>
public sealed class StructureTests : IAsyncLifetime
{
    private readonly VerificationPortal _portal = new();
    private WorkerDb _worker = null!;
    private NpgsqlConnection _superuser = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _portal.OpenAsync();
        _worker = new WorkerDb(await _portal.ConnectionStringAsync(DatabaseRoles.Worker));
        _superuser = await _portal.ConnectAsAdministratorAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _superuser.DisposeAsync();
        await _worker.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_script_nothing_is_told_and_the_page_says_so()
    {
        await ByOwnerAsync("ALTER TABLE portal.signature DISABLE TRIGGER refuse_change");

        Assert.Equal(0, await TellAsync());
        Assert.False((await _portal.PageAsync(_portal.Auditor)).IsStructureWatched);
    }

    [Theory]
    [InlineData("ALTER TABLE portal.signature DISABLE TRIGGER refuse_change", "ALTER TABLE portal.signature")]
    [InlineData("DROP POLICY app_read ON portal.contract", "DROP POLICY policy app_read on portal.contract")]
    [InlineData("ALTER TABLE portal.terms_clause RENAME TO terms_clause_old; CREATE TABLE portal.terms_clause (LIKE portal.terms_clause_old)", "ALTER TABLE portal.terms_clause_old", "CREATE TABLE portal.terms_clause")]
    [InlineData("CREATE OR REPLACE FUNCTION portal.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'", "CREATE FUNCTION portal.refuse_change()")]
    [InlineData("GRANT UPDATE ON portal.entry TO portal_app", "GRANT TABLE")]
    [InlineData("ALTER TABLE portal.signature SET SCHEMA public", "ALTER TABLE public.signature")]
    [InlineData("CREATE SCHEMA aside", "CREATE SCHEMA aside")]
    [InlineData("CREATE SCHEMA aside; DROP SCHEMA aside", "DROP SCHEMA schema aside")]
    [InlineData("SET session_replication_role = replica; ALTER TABLE portal.entry NO FORCE ROW LEVEL SECURITY", "ALTER TABLE portal.entry")]
    public async Task Whatever_changes_the_structure_is_told_once_with_its_login_in_one_entry_for_each_transaction(string deed, params string[] commands)
    {
        await WatchAsync();
        Assert.Equal(1, await TellAsync());

        var isBySuperuser = deed.StartsWith("SET session", StringComparison.Ordinal);
        if (isBySuperuser) await InOneAsync(_superuser, deed);
        else await ByOwnerAsync(deed);

        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());
        var entry = (await _superuser.ListAsync<string>("SELECT convert_from(leaf, 'UTF8') FROM portal.entry WHERE code = 'record.structure-changed' ORDER BY at DESC, id DESC LIMIT 1"))[0];
        Assert.All(commands, command => Assert.Contains(command, entry, StringComparison.Ordinal));
        Assert.Contains(isBySuperuser ? (await _superuser.ListAsync<string>("SELECT session_user::text"))[0] : DatabaseRoles.Owner, entry, StringComparison.Ordinal);
        var told = await _superuser.ListAsync<Guid>(
            "SELECT DISTINCT n.person_id FROM portal.notice n JOIN portal.delivery d ON d.entry_id = n.entry_id AND d.person_id = n.person_id WHERE n.code = 'record.structure-changed'");
        Assert.Equal(new[] { _portal.Auditor.Value, _portal.Root.Value }.Order(), told.Order());
    }

    [Fact]
    public async Task What_is_temporary_is_not_told()
    {
        await WatchAsync();
        await TellAsync();

        await ByOwnerAsync("CREATE TEMP TABLE aside (id int); CREATE INDEX ON aside (id); DROP TABLE aside");

        Assert.Equal(0, await TellAsync());
    }

    [Fact]
    public async Task The_owner_of_the_tables_can_neither_empty_nor_stop_it()
    {
        await WatchAsync();

        foreach (var deed in new[] { "DELETE FROM portal_watch.change", "DROP EVENT TRIGGER portal_watch_command", "ALTER EVENT TRIGGER portal_watch_drop DISABLE", "DROP SCHEMA portal_watch CASCADE" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ByOwnerAsync(deed));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task A_watch_that_was_taken_away_is_found_by_the_next_verification()
    {
        await WatchAsync();
        await TellAsync();
        await _portal.PlaceAsync();
        Assert.True((await _portal.PageAsync(_portal.Auditor)).IsStructureWatched);
        Assert.Equal(VerificationState.Whole, (await _portal.VerifyAsync()).State);

        await _superuser.ExecuteAsync("DROP EVENT TRIGGER portal_watch_drop; ALTER EVENT TRIGGER portal_watch_command DISABLE");
        var found = await _portal.OneAsync((await _portal.VerifyAsync()).Id);

        Assert.Equal(
            [(nameof(LogFindingKind.GuardMissing), "portal_watch_command"), (nameof(LogFindingKind.GuardMissing), "portal_watch_drop")],
            found.Found.Select(finding => (finding.Kind, finding.What)));
    }

    private Task<int> TellAsync() => new StructureAlarm(_worker, _portal.Clock).RunAsync(Cancellation);

    private async Task WatchAsync() => await _superuser.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "watch-structure.sql"), Cancellation));

    private async Task ByOwnerAsync(string deed)
    {
        await using var owner = new NpgsqlConnection(await _portal.ConnectionStringAsync(DatabaseRoles.Owner));
        await owner.OpenAsync(Cancellation);
        await InOneAsync(owner, deed);
    }

    private static async Task InOneAsync(NpgsqlConnection connection, string deed)
    {
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await connection.ExecuteAsync(deed);
        await transaction.CommitAsync(Cancellation);
    }
}
