using ClientPortal.Audit.Trees;
using ClientPortal.Domain;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Web.Tests.BareNode;

/// <summary>What a node does without end, whether the database is there or not.</summary>
internal static class NodeWork
{
    private const int Writers = 2;

    // Rounds follow closely, so that two nodes are often at it at the same time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // Without any the writers would take the processors from those who begin anew, and most of the time nobody would be there to be killed.
    private static readonly TimeSpan Thought = TimeSpan.FromMilliseconds(20);

    /// <summary>Gives places to what waits, over and over.</summary>
    public static async Task SequenceAsync(Sequencer sequencer)
    {
        while (true)
        {
            try
            {
                var round = await sequencer.RunAsync(CancellationToken.None);
                if (round.Broken is [var broken, ..]) throw broken;
                if (round.Placed > 0) Console.WriteLine("placed");
            }
            catch (NpgsqlException)
            {
                // The database is gone, and comes back.
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Several people's remarks on an offered contract, all in one name, each sent again until it is answered.</summary>
    public static IEnumerable<Task> WriteAsync(string application, PersonId person, ContractId contract)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new ImpatientClock());
        services.AddPortalDomain(application);
        var comment = services.BuildServiceProvider().GetRequiredService<CommentOnContract>();
        return Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (true)
            {
                var command = CommandId.New();
                var input = new CommentOnContract.Input { Offer = 1, Text = $"{command}" };
                Outcome<ContractCommentId> outcome;
                do outcome = await comment.RunAsync(person, command, contract, input, CancellationToken.None);
                while (outcome is Outcome<ContractCommentId>.Unavailable);
                if (outcome is not Outcome<ContractCommentId>.Done) throw new InvalidOperationException($"A remark was answered with {outcome}.");
                Console.WriteLine($"done {command}");
                await Task.Delay(Thought);
            }
        });
    }

    /// <summary>The time as it is, and a tenth of every wait: a database that crashes all the time is waited for no longer than it takes.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        /// <inheritdoc/>
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / 10, period);
    }
}
