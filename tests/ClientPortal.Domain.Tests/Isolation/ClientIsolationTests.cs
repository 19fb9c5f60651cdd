using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>
/// Isolation without the application: a bare connection of its login tries every table that has a <c>client_id</c>. The
/// tables are stripped of every constraint first, so that each can be given rows of both clients by one statement, and
/// nothing but row security and rights can refuse.
/// </summary>
public sealed class ClientIsolationTests(ClientIsolationTests.TwoClients portal) : IClassFixture<ClientIsolationTests.TwoClients>, IAsyncLifetime
{
    // Names, and who may what: an administrator keeps people, and sees whom mail goes to.
    private static readonly string[] SeenByAdministrators = ["client", "log", "membership", "delivery"];

    public ValueTask InitializeAsync() => portal.PrepareAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static readonly Role[] OneClientRoles = [Role.ClientViewer, Role.ClientSignatory, Role.Manager, Role.Finance];

    public static TheoryData<Role> RolesForOneClient => [.. OneClientRoles];

    [Fact]
    public void The_tables_are_those_that_belong_to_clients() =>
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "client", "membership", "entry", "entry_personal", "delivery" }, portal.Tables.ToHashSet(StringComparer.Ordinal));

    [Fact]
    public async Task Without_a_person_nothing_of_any_client_is_seen()
    {
        await using var nobody = await portal.ConnectAsAsync(null);
        await using var emptied = await portal.ConnectAsAsync(null);
        await emptied.ExecuteAsync("SELECT set_config('app.person', '', false)");
        await using var stranger = await portal.ConnectAsAsync(PersonId.New());

        foreach (var table in portal.Tables)
        {
            foreach (var connection in new[] { nobody, emptied, stranger })
                Assert.Equal((table, 0L), (table, await connection.ScalarAsync<long>($"SELECT count(*) FROM portal.{table}")));
        }
    }

    [Theory]
    [MemberData(nameof(RolesForOneClient))]
    public async Task A_person_of_one_client_sees_no_row_of_another(Role role)
    {
        await using var connection = await portal.ConnectAsAsync(portal.People[role]);

        foreach (var table in portal.Tables)
        {
            Assert.Equal((table, 0L), (table, await connection.ScalarAsync<long>($"SELECT count(*) FROM portal.{table} WHERE {Key(table)} = '{portal.Theirs}'")));
            Assert.Equal((table, 0L), (table, await connection.ScalarAsync<long>($"SELECT count(*) FROM portal.{table} WHERE {Key(table)} IS DISTINCT FROM '{portal.Ours}' AND {portal.NotOwn(table, role)}")));
        }

        // The look finds rows where there are some to be seen.
        Assert.True(await connection.ScalarAsync<long>($"SELECT count(*) FROM portal.entry WHERE client_id = '{portal.Ours}'") > 0);
    }

    [Theory]
    [MemberData(nameof(RolesForOneClient))]
    public async Task A_person_of_one_client_writes_nothing_for_another(Role role)
    {
        await using var connection = await portal.ConnectAsAsync(portal.People[role]);

        foreach (var table in portal.Tables)
        {
            Assert.Null(await WrittenAsync(connection, table, "insert", portal.Insertion(table, portal.Theirs, portal.People[role])));
            Assert.Null(await WrittenAsync(connection, table, "update", $"UPDATE portal.{table} SET {Key(table)} = {Key(table)} WHERE {Key(table)} = '{portal.Theirs}'"));
            Assert.Null(await WrittenAsync(connection, table, "move", $"UPDATE portal.{table} SET {Key(table)} = '{portal.Theirs}' WHERE {Key(table)} = '{portal.Ours}'"));
            Assert.Null(await WrittenAsync(connection, table, "delete", $"DELETE FROM portal.{table} WHERE {Key(table)} = '{portal.Theirs}'"));
        }
    }

    [Fact]
    public async Task An_administrator_sees_names_of_clients_and_none_of_their_content()
    {
        await using var connection = await portal.ConnectAsAsync(await portal.AdministratorAsync());

        foreach (var table in portal.Tables.Except(SeenByAdministrators))
            Assert.Equal((table, 0L), (table, await connection.ScalarAsync<long>($"SELECT count(*) FROM portal.{table} WHERE {Key(table)} IS NOT NULL")));
        Assert.Equal(2, await connection.ScalarAsync<long>("SELECT count(*) FROM portal.client"));
    }

    [Fact]
    public async Task A_table_without_a_guard_is_found_by_these_looks()
    {
        await using var owner = await portal.ConnectAsAdministratorAsync();
        await owner.ExecuteAsync($"CREATE TABLE public.mutant (client_id uuid); GRANT ALL ON public.mutant TO portal_app; INSERT INTO public.mutant VALUES ('{portal.Theirs}')");
        await using var connection = await portal.ConnectAsAsync(portal.People[Role.ClientViewer]);

        Assert.Equal(1, await connection.ScalarAsync<long>($"SELECT count(*) FROM public.mutant WHERE client_id = '{portal.Theirs}'"));
        Assert.NotNull(await WrittenAsync(connection, "mutant", "insert", $"INSERT INTO public.mutant VALUES ('{portal.Theirs}')"));
    }

    // What was written against the rules, as a sentence; null when nothing was. Rights and row security refuse with the same code.
    private static async Task<string?> WrittenAsync(NpgsqlConnection connection, string table, string way, string statement)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            var rows = await connection.ExecuteAsync(statement);
            return rows > 0 ? $"{way} wrote {rows} rows of {table}" : null;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }

    private static string Key(string table) => table == "client" ? "id" : "client_id";

    /// <summary>Two clients with one person in each role for the first, and a row of each in every table.</summary>
    public sealed class TwoClients : TestPortal
    {
        private readonly Dictionary<string, List<string>> _columns = new(StringComparer.Ordinal);

        private bool _isPrepared;

        public ClientId Ours { get; private set; }

        public ClientId Theirs { get; private set; }

        public Dictionary<Role, PersonId> People { get; } = [];

        public IReadOnlyCollection<string> Tables => _columns.Keys;

        public async ValueTask PrepareAsync()
        {
            if (_isPrepared) return;
            var administrator = await this.AdministratorAsync();
            var manager = await this.PersonAsync(administrator, "Manager of all", Role.Manager);
            Ours = await this.ClientAsync(manager, "Ours");
            Theirs = await this.ClientAsync(manager, "Theirs");
            await this.PersonAsync(administrator, "Their viewer", Role.ClientViewer, Theirs);
            await using var owner = await ConnectAsAdministratorAsync();
            foreach (var role in OneClientRoles) People[role] = await this.PersonAsync(administrator, $"Our {role}", role, Ours);
            foreach (var column in await owner.ListAsync<string>(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE table_schema = 'portal' AND table_type = 'BASE TABLE' AND udt_name = 'uuid'
                    AND (table_name = 'client' OR EXISTS (SELECT FROM information_schema.columns o
                        WHERE o.table_schema = 'portal' AND o.table_name = c.table_name AND o.column_name = 'client_id'))
                """))
            {
                var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
                if (!_columns.TryGetValue(table, out var columns)) _columns[table] = columns = [];
                columns.Add(name);
            }

            foreach (var table in Tables.Where(table => table != "client")) await StripAsync(owner, table);
            foreach (var table in Tables.Where(table => table != "client"))
            {
                foreach (var client in new[] { Ours, Theirs }) await owner.ExecuteAsync($"INSERT INTO portal.{table} (client_id) VALUES ('{client}')");
            }

            _isPrepared = true;
        }

        /// <summary>A row for a client that names the person wherever it names anybody, so that only the client can be why it is refused.</summary>
        public string Insertion(string table, ClientId client, PersonId person)
        {
            if (table == "client")
                return $"INSERT INTO portal.client (id, name, legal_name, registration, postal_address, language, zone, opened_at, opened_by, revision) VALUES ('{Guid.CreateVersion7()}', 'New', '', '', '', 'English', 'UTC', now(), '{person}', 1)";
            return $"INSERT INTO portal.{table} ({string.Join(", ", _columns[table])}) VALUES ({string.Join(", ", _columns[table].Select(name => name == "client_id" ? $"'{client}'" : $"'{person}'"))})";
        }

        /// <summary>Leaves out rows that are the person's own whatever the client: what mail they got, what they may.</summary>
        public string NotOwn(string table, Role role) => _columns[table].Contains("person_id") ? $"person_id IS DISTINCT FROM '{People[role]}'" : "true";

        private static async Task StripAsync(NpgsqlConnection owner, string table)
        {
            // Only row security is to refuse: not a rule that looks at a row for another reason.
            foreach (var trigger in await owner.ListAsync<string>($"SELECT format('DROP TRIGGER %I ON portal.{table}', tgname) FROM pg_trigger WHERE tgrelid = 'portal.{table}'::regclass AND NOT tgisinternal"))
                await owner.ExecuteAsync(trigger);
            foreach (var constraint in await owner.ListAsync<string>($"SELECT format('ALTER TABLE portal.{table} DROP CONSTRAINT IF EXISTS %I CASCADE', conname) FROM pg_constraint WHERE conrelid = 'portal.{table}'::regclass"))
                await owner.ExecuteAsync(constraint);
            foreach (var index in await owner.ListAsync<string>($"SELECT format('DROP INDEX IF EXISTS portal.%I CASCADE', c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'portal.{table}'::regclass AND i.indisunique"))
                await owner.ExecuteAsync(index);
            foreach (var column in await owner.ListAsync<string>($"SELECT format('ALTER TABLE portal.{table} ALTER %I DROP NOT NULL', attname) FROM pg_attribute WHERE attrelid = 'portal.{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND attidentity = ''"))
                await owner.ExecuteAsync(column);
        }
    }
}
