using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>A portal whose entries have their places, and a worker that verifies them.</summary>
public sealed class VerificationPortal : ContractsPortal
{
    private Trees _trees = null!;
    private WorkerDb _worker = null!;

    /// <summary>The worker's verification.</summary>
    public VerificationRuns Runs { get; private set; } = null!;

    /// <summary>Brings in the people, a client's entries and their places.</summary>
    public async Task OpenAsync()
    {
        await BeginAsync();
        for (var name = 1; name <= 3; name++) await this.RenameAsync(Manager, Vector, $"Vector {name}");
        _trees = await Trees.OfAsync(this);
        _worker = new WorkerDb(await ConnectionStringAsync(DatabaseRoles.Worker));
        Runs = new VerificationRuns(_worker, Clock);
        await PlaceAsync();
    }

    /// <summary>Gives waiting entries their places.</summary>
    public Task PlaceAsync() => _trees.DrainAsync(Cancellation);

    /// <summary>Somebody asks.</summary>
    public Task<Outcome<VerificationId>> AskAsync(PersonId person, CommandId? command = null) => Get<AskVerification>().RunAsync(person, command ?? CommandId.New(), Cancellation);

    /// <summary>An auditor asks, and it runs to its end, an hour after what was before.</summary>
    public async Task<VerificationRow> VerifyAsync()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        var id = await AskAsync(Auditor).Done();
        Assert.True(await Runs.RunAsync(Cancellation));
        return (await OneAsync(id)).Run;
    }

    /// <summary>A run as an auditor sees it.</summary>
    public async Task<VerificationRunPage> OneAsync(VerificationId id) =>
        (await Get<VerificationReads>().OneAsync(await this.ActorAsync(Auditor), id, null, Cancellation))!;

    /// <summary>The page as somebody sees it.</summary>
    public async Task<VerificationPage> PageAsync(PersonId person, string? after = null) =>
        await Get<VerificationReads>().PageAsync(await this.ActorAsync(person), after, Cancellation);

    /// <summary>What somebody with every right in the database does, with triggers off.</summary>
    public async Task BehindTheBackAsync(string table, string statement)
    {
        await using var database = await ConnectAsAdministratorAsync();
        await database.ExecuteAsync($"ALTER TABLE portal.{table} DISABLE TRIGGER ALL");
        Assert.Equal(1, await database.ExecuteAsync(statement));
        await database.ExecuteAsync(
            $"""
            ALTER TABLE portal.{table} ENABLE TRIGGER ALL;
            DO $$ DECLARE guard name; BEGIN
                FOR guard IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'portal.{table}'::regclass AND tgname IN ('refuse_change', 'refuse_truncate')
                LOOP EXECUTE format('ALTER TABLE portal.{table} ENABLE ALWAYS TRIGGER %I', guard); END LOOP;
            END $$
            """);
    }

    /// <summary>Says something else beside the client's entry at a place than stands in it.</summary>
    public Task TamperAsync(int place) => SayAsync(place, "'client.chanced'");

    /// <summary>Says there again what stands in it.</summary>
    public Task RestoreAsync(int place) => SayAsync(place, "convert_from(leaf, 'UTF8')::jsonb ->> 'fact'");

    /// <summary>Whom an alarm reached in the portal and by mail, one list for each alarm in its order.</summary>
    public async Task<List<(string Code, List<PersonId> Told)>> AlarmsAsync()
    {
        await using var database = await ConnectAsAdministratorAsync();
        var alarms = new List<(string, List<PersonId>)>();
        foreach (var entry in await database.ListAsync<string>("SELECT id || ' ' || code FROM portal.entry WHERE code IN ('record.broken', 'record.whole') ORDER BY at, id"))
        {
            var (id, code) = (entry.Split(' ')[0], entry.Split(' ')[1]);
            var told = await database.ListAsync<Guid>(
                $"SELECT n.person_id FROM portal.notice n JOIN portal.delivery d ON d.entry_id = n.entry_id AND d.person_id = n.person_id WHERE n.entry_id = '{id}' ORDER BY 1");
            alarms.Add((code, told.ConvertAll(PersonId.Of)));
        }

        return alarms;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _trees.DisposeAsync();
        await _worker.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task SayAsync(int place, string code) =>
        BehindTheBackAsync("entry", $"UPDATE portal.entry SET code = {code} WHERE id = (SELECT entry_id FROM portal.log_leaf WHERE log_id = '{Vector}' AND index = {place})");
}
