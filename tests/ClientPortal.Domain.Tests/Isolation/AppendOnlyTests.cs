using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Isolation;

public sealed class AppendOnlyTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private static readonly string[] First = ["delivery_attempt", "entry", "sign_in_event"];

    public async ValueTask InitializeAsync()
    {
        var administrator = await portal.AdministratorAsync();
        await portal.PersonAsync(administrator, $"Somebody {Guid.CreateVersion7():n}", Role.Manager);
        await using var worker = await portal.ConnectAsync(DatabaseRoles.Worker);
        await worker.ExecuteAsync("INSERT INTO portal.delivery_attempt (delivery_id, number, at, fault) SELECT id, 1, now(), 'no answer' FROM portal.delivery ON CONFLICT DO NOTHING");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string> Everybody
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var who in new[] { DatabaseRoles.Application, DatabaseRoles.Worker, DatabaseRoles.Owner, "superuser", "superuser of a replication" })
            {
                foreach (var statement in new[] { "UPDATE portal.{0} SET {1} = {1}", "DELETE FROM portal.{0}", "TRUNCATE portal.{0} CASCADE" }) cases.Add(who, statement);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Rows_that_are_kept_as_written_are_changed_by_nobody(string who, string statement)
    {
        await using var connection = who.StartsWith("superuser", StringComparison.Ordinal) ? await portal.ConnectAsAdministratorAsync() : await portal.ConnectAsync(who);
        if (who.EndsWith("replication", StringComparison.Ordinal)) await connection.ExecuteAsync("SET session_replication_role = replica");
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        var tables = await administrator.ListAsync<string>("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'portal.refuse_change'::regproc");
        Assert.Superset(First.Select(table => $"portal.{table}").ToHashSet(StringComparer.Ordinal), tables.ToHashSet(StringComparer.Ordinal));

        foreach (var table in tables.Select(name => name.Split('.')[1]))
        {
            // An empty table has nothing to change; the catalogue is looked at for all of them elsewhere.
            var before = await administrator.ScalarAsync<long>($"SELECT count(*) FROM portal.{table}");
            Assert.True(before > 0 || !First.Contains(table), $"{table} has no row to try.");
            if (before == 0) continue;
            var column = await administrator.ScalarAsync<string>($"SELECT attname::text FROM pg_attribute WHERE attrelid = 'portal.{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1");

            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, table, column)));

            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            Assert.Equal(before, await administrator.ScalarAsync<long>($"SELECT count(*) FROM portal.{table}"));
        }
    }

    [Fact]
    public async Task A_sign_in_event_is_added_by_the_application()
    {
        var person = await portal.PersonAsync(await portal.AdministratorAsync(), "Adding Ann", Role.Manager);

        await portal.Get<Sessions>().NoteAsync(person, SignInEventKind.PasswordWrong, Looks.Somewhere, TestContext.Current.CancellationToken);
    }
}
