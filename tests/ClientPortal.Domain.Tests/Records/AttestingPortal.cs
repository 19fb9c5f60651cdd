using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Shared;
using ClientPortal.Domain.Tests.Contracts;
using ClientPortal.Testing.Outside;
using ClientPortal.TransparencyLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>A portal whose entries have their places, with an authority and a witness that can be asked.</summary>
public sealed class AttestingPortal : ContractsPortal, IAsyncLifetime
{
    private Trees _trees = null!;
    private WorkerDb _worker = null!;

    /// <summary>The worker's rounds.</summary>
    public AttestationRuns Runs { get; private set; } = null!;

    /// <summary>An authority, not set yet.</summary>
    public TestAuthority Authority { get; private set; } = null!;

    /// <summary>A witness, not brought in yet, that knows the logs.</summary>
    public TestWitness Witness { get; private set; } = null!;

    /// <summary>Brings in the people, a client's entries and their places.</summary>
    public async ValueTask InitializeAsync()
    {
        await BeginAsync();
        _trees = await Trees.OfAsync(this);
        _worker = new WorkerDb(await ConnectionStringAsync(DatabaseRoles.Worker));
        // Who hangs is waited for no longer than a test should take.
        Runs = new AttestationRuns(_worker, Clock, TimeSpan.FromMilliseconds(500));
        Authority = new TestAuthority(Clock);
        Witness = new TestWitness(Clock);
        await Authority.OpenAsync();
        await Witness.OpenAsync();
        await GrowAsync();
        foreach (var key in await KeysAsync()) Witness.Know(key);
    }

    /// <summary>Something happens in the client's log, and gets its place.</summary>
    public async Task GrowAsync()
    {
        await this.RenameAsync(Manager, Vector, $"Vector {Guid.CreateVersion7():n}");
        await _trees.DrainAsync(Cancellation);
    }

    /// <summary>Uses the authority.</summary>
    public async Task<Outcome<AuthorityId>> UseAsync(PersonId? person = null, CommandId? command = null, Func<SetAuthority.Input, SetAuthority.Input>? but = null)
    {
        var input = new SetAuthority.Input
        {
            Revision = (await AttestorsAsync()).AuthorityNumber,
            Address = $"{Authority.Address}/tsa",
            Certificates = Authority.Root,
            Minutes = 60,
            Reason = "Others shall say when.",
        };
        return await Get<SetAuthority>().UseAsync(person ?? Root, command ?? CommandId.New(), but?.Invoke(input) ?? input, Cancellation);
    }

    /// <summary>Brings in the witness.</summary>
    public Task<Outcome<WitnessId>> AddAsync(PersonId? person = null, CommandId? command = null, Func<ChangeWitnesses.Input, ChangeWitnesses.Input>? but = null)
    {
        var input = new ChangeWitnesses.Input { Address = $"{Witness.Address}/", Key = Witness.Key.ToString(), Reason = "Others shall see the same." };
        return Get<ChangeWitnesses>().AddAsync(person ?? Root, command ?? CommandId.New(), but?.Invoke(input) ?? input, Cancellation);
    }

    /// <summary>A round of the worker's.</summary>
    public Task<AttestationRound> RunAsync() => Runs.RunAsync(Cancellation);

    /// <summary>Verifies the record.</summary>
    public async Task<LogVerificationResult> VerifyAsync()
    {
        await using var source = NpgsqlDataSource.Create(await ConnectionStringAsync(DatabaseRoles.Worker));
        return await new LogVerification(source, BoundRows.Tables, Clock).RunAsync(progress: null, Cancellation);
    }

    /// <summary>The heads of the client's log that were signed, oldest first.</summary>
    public async Task<List<TreeHead>> HeadsAsync()
    {
        await using var database = await ConnectAsAdministratorAsync();
        return (await database.ListAsync<byte[]>($"SELECT note FROM portal.log_checkpoint WHERE log_id = '{Vector}' ORDER BY size"))
            .ConvertAll(note => Checkpoint.Parse(SignedNote.Parse(note).Text).Head);
    }

    /// <summary>How many rows a table has.</summary>
    public async Task<long> CountAsync(string table)
    {
        await using var database = await ConnectAsAdministratorAsync();
        return await database.ScalarAsync<long>($"SELECT count(*) FROM portal.{table}");
    }

    /// <summary>The keys that sign the logs now.</summary>
    public async Task<List<string>> KeysAsync() => await Get<KeepingReads>().KeysAsync(await this.ActorAsync(Root), Cancellation);

    /// <summary>The name of the client's log.</summary>
    public string NameOfVector => $"portal.test/log/{Vector}";

    /// <summary>Who vouches, as the administrator reads it.</summary>
    public async Task<Attestors> AttestorsAsync() => (await Get<KeepingReads>().PageAsync(await this.ActorAsync(Root), null, Clock.Now, Cancellation)).Attestors;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Runs.Dispose();
        await Authority.DisposeAsync();
        await Witness.DisposeAsync();
        await _trees.DisposeAsync();
        await _worker.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void AddServices(IServiceCollection services)
    {
        base.AddServices(services);
        services.Replace(ServiceDescriptor.Singleton(new OutsideAddress(WitnessMayBeHere: true)));
    }
}
