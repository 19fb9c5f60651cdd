using ClientPortal.Domain.Data;

namespace ClientPortal.Domain.Tests.Isolation;

public sealed class SchemaGuardsTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await portal.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_table_is_guarded() => Assert.Empty(await SchemaGuards.UnguardedTablesAsync(await OwnerAsync()));

    [Fact]
    public async Task What_is_only_added_to_cannot_be_changed() => Assert.Empty(await SchemaGuards.ChangeableRecordsAsync(await OwnerAsync()));

    [Fact]
    public async Task The_applications_logins_own_nothing_create_nothing_and_pass_nothing() => Assert.Empty(await SchemaGuards.PowersAsync(await OwnerAsync()));

    [Fact]
    public async Task Functions_are_called_by_whom_they_are_for_and_over_a_path_of_their_own() => Assert.Empty(await SchemaGuards.OpenFunctionsAsync(await OwnerAsync()));

    [Theory]
    [InlineData("CREATE TABLE portal.mutant (id uuid)", "mutant is not guarded")]
    [InlineData("CREATE TABLE portal.mutant (id uuid); ALTER TABLE portal.mutant ENABLE ROW LEVEL SECURITY; CREATE POLICY owner_all ON portal.mutant TO portal_owner USING (true) WITH CHECK (true)", "mutant is not guarded")]
    [InlineData("CREATE TABLE portal.mutant (id uuid); ALTER TABLE portal.mutant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", "mutant is not guarded")]
    [InlineData("ALTER TABLE portal.client NO FORCE ROW LEVEL SECURITY", "client is not guarded")]
    [InlineData("ALTER TABLE portal.membership DISABLE ROW LEVEL SECURITY", "membership is not guarded")]
    [InlineData("DROP POLICY owner_all ON portal.entry", "entry is not guarded")]
    [InlineData("COMMENT ON TABLE portal.session IS NULL", "session is not guarded")]
    [InlineData("ALTER TABLE portal.session ADD client_id uuid", "session is of sign-in and knows clients")]
    [InlineData("CREATE VIEW portal.mutant AS SELECT * FROM portal.client", "mutant is seen past row security")]
    [InlineData("CREATE MATERIALIZED VIEW portal.mutant AS SELECT * FROM portal.client", "mutant is seen past row security")]
    [InlineData("CREATE POLICY mutant ON portal.entry FOR SELECT USING (true)", "entry lets everybody pass by mutant")]
    [InlineData("CREATE POLICY mutant ON portal.entry FOR SELECT TO portal_app USING (true)", "entry lets everybody pass by mutant")]
    public async Task A_table_whose_guard_was_taken_away_is_found(string mutation, string found) =>
        Assert.Contains(found, await MutatedAsync(mutation, SchemaGuards.UnguardedTablesAsync));

    [Theory]
    [InlineData("ALTER TABLE portal.entry ENABLE TRIGGER refuse_change", "entry can be updated")]
    [InlineData("ALTER TABLE portal.entry ENABLE REPLICA TRIGGER refuse_change", "entry can be deleted from")]
    [InlineData("DROP TRIGGER refuse_truncate ON portal.entry", "entry can be truncated")]
    [InlineData("DROP TRIGGER refuse_change ON portal.sign_in_event", "sign_in_event can be updated")]
    [InlineData("GRANT DELETE ON portal.entry TO portal_worker", "entry may be changed by portal_worker")]
    [InlineData("GRANT UPDATE (device) ON portal.sign_in_event TO portal_app", "sign_in_event may be changed by portal_app")]
    public async Task A_record_that_can_be_changed_is_found(string mutation, string found) =>
        Assert.Contains(found, await MutatedAsync(mutation, SchemaGuards.ChangeableRecordsAsync));

    [Theory]
    [InlineData("ALTER TABLE portal.key_ring OWNER TO portal_app", "portal_app owns key_ring")]
    [InlineData("ALTER FUNCTION portal.actor_id() OWNER TO portal_app", "portal_app owns actor_id")]
    [InlineData("GRANT CREATE ON SCHEMA portal TO portal_app", "portal_app creates in portal")]
    [InlineData("GRANT CREATE ON SCHEMA public TO PUBLIC", "portal_worker creates in public")]
    [InlineData("GRANT portal_owner TO portal_app", "portal_app can become portal_owner")]
    [InlineData("ALTER ROLE portal_app BYPASSRLS", "portal_app passes row security or the server")]
    public async Task A_power_of_the_application_is_found(string mutation, string found) =>
        Assert.Contains(found, await MutatedAsync(mutation, SchemaGuards.PowersAsync));

    [Theory]
    [InlineData("CREATE FUNCTION portal.mutant() RETURNS int LANGUAGE sql AS 'SELECT 1'", "mutant is called by everybody")]
    [InlineData("GRANT EXECUTE ON FUNCTION portal.visible_clients() TO PUBLIC", "visible_clients is called by everybody")]
    [InlineData("ALTER FUNCTION portal.roles_held() RESET search_path", "roles_held runs as its owner over a foreign path")]
    [InlineData("ALTER FUNCTION portal.roles_held() SET search_path = public", "roles_held runs as its owner over a foreign path")]
    public async Task An_open_function_is_found(string mutation, string found) =>
        Assert.Contains(found, await MutatedAsync(mutation, SchemaGuards.OpenFunctionsAsync));

    private async Task<Npgsql.NpgsqlConnection> OwnerAsync() => await portal.ConnectAsync(DatabaseRoles.Owner);

    // In a transaction that is never committed, so that the next look finds the house in order.
    private async Task<List<string>> MutatedAsync(string mutation, Func<Npgsql.NpgsqlConnection, Task<List<string>>> look)
    {
        await using var connection = await portal.ConnectAsAdministratorAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(mutation);
        return await look(connection);
    }
}
