using System.Text.Json;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>
/// The one way to write. Each run has a fresh context, one transaction, the actor's rights read again from the database,
/// and does its command once however often it is sent. A fault that passes is answered by running the whole use case again.
/// </summary>
public sealed class PortalWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PortalWork> log)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Runs a use case for a person.</summary>
    /// <param name="person">Who acts.</param>
    /// <param name="command">The id the form carried.</param>
    /// <param name="useCase">Loads, checks, calls the entity's verb, records facts; its answer must survive JSON.</param>
    /// <param name="cancellation">Ends the run before its commit; nothing is kept then.</param>
    public async Task<Outcome<T>> RunAsync<T>(PersonId person, CommandId command, Func<Work, Task<T>> useCase, CancellationToken cancellation)
    {
        // A post that lost its id is a command of its own: it must not be answered with what another one did.
        if (command == default) command = CommandId.New();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(person, command, useCase, cancellation);
            }
            catch (Exception fault) when (DatabaseFaults.IsPassing(fault))
            {
                if (attempt == Pauses.Length)
                {
                    log.LogError(fault, "The database could not be reached after {Attempts} attempts", attempt + 1);
                    return new Outcome<T>.Unavailable();
                }

                log.LogWarning("A passing fault of the database, attempt {Attempt}: {Fault}", attempt + 1, fault.GetBaseException().GetType().Name);
                await Task.Delay(Pauses[attempt], clock, cancellation);
            }
        }
    }

    private async Task<Outcome<T>> RunOnceAsync<T>(PersonId person, CommandId command, Func<Work, Task<T>> useCase, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.ActingFor = person;
        db.Now = clock.GetUtcNow();
        // What fails is run again whole: nothing is ever saved by halves, and a savepoint for it costs each write two round trips.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await db.FindActorAsync(person, cancellation) is not { } actor) return new Outcome<T>.NotFound();
            if (!await ClaimAsync(db, person, command, useCase, cancellation)) return await AnswerAgainAsync(db, command, useCase, cancellation);

            var answer = await useCase(new Work(scope.ServiceProvider, db, actor, db.Now.Value));
            await db.SaveChangesAsync(cancellation);
            await KeepAnswerAsync(db, command, answer, cancellation);
            await transaction.CommitAsync(cancellation);
            return new Outcome<T>.Done(answer);
        }
        catch (RuleBroken broken)
        {
            return new Outcome<T>.Refused(broken.Refusals);
        }
        catch (NotYours)
        {
            return new Outcome<T>.NotFound();
        }
        catch (Exception stale) when (stale is StaleRevision or DbUpdateConcurrencyException)
        {
            return new Outcome<T>.Stale();
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique
            && db.FindRefusal(unique.ConstraintName) is { } refusal)
        {
            return new Outcome<T>.Refused([refusal]);
        }
        catch (Exception refused) when (Innermost(refused) is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } policy)
        {
            // The use case should have refused first: the database did, and the person learns no more than "not found".
            log.LogError(refused, "Row security stopped {UseCase} on {Table}", useCase.Method.DeclaringType?.FullName, policy.TableName);
            return new Outcome<T>.NotFound();
        }
    }

    // A second posting of the same command waits here until the first is decided.
    private static async Task<bool> ClaimAsync<T>(PortalDb db, PersonId person, CommandId command, Func<Work, Task<T>> useCase, CancellationToken cancellation)
    {
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO portal.command (id, person_id, use_case, done_at) VALUES ({command.Value}, {person.Value}, {NameOf(useCase)}, {db.Now}) ON CONFLICT (id) DO NOTHING",
            cancellation) == 1;
    }

    private static async Task<Outcome<T>> AnswerAgainAsync<T>(PortalDb db, CommandId command, Func<Work, Task<T>> useCase, CancellationToken cancellation)
    {
        // Row security hides another person's command, and what another use case answered is no answer here: then there is nothing.
        var name = NameOf(useCase);
        var done = await db.Set<DoneCommand>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == command && c.UseCase == name, cancellation);
        return done?.Result is { } kept ? new Outcome<T>.Done(JsonSerializer.Deserialize<T>(kept)!) : new Outcome<T>.NotFound();
    }

    private static Task KeepAnswerAsync<T>(PortalDb db, CommandId command, T answer, CancellationToken cancellation)
    {
        var kept = JsonSerializer.Serialize(answer);
        return db.Database.ExecuteSqlAsync($"UPDATE portal.command SET result = {kept}::jsonb WHERE id = {command.Value}", cancellation);
    }

    // Lambdas stand in a class the compiler makes inside the use case's own.
    private static string NameOf<T>(Func<Work, Task<T>> useCase) =>
        (useCase.Method.DeclaringType?.DeclaringType ?? useCase.Method.DeclaringType)?.Name ?? useCase.Method.Name;

    private static Exception Innermost(Exception fault)
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            if (inner is NpgsqlException) return inner;
        }

        return fault;
    }
}
