#pragma warning disable MA0182, CA1051, MA0069, CA2211, CA1823, CS0649, CS0169, MA0041, MA0038 // Samples are looked at, not used.

using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Architecture.Tests.Samples.Types
{
    public class OpenToAnybody;

    public abstract class ToBeInherited;

    public class Inherited;

    public sealed class Heiress : Inherited;

    internal class Hidden;

    internal sealed class Heir : Hidden;

    public static class Fields
    {
        public const int Constant = 1;

        public static readonly TimeSpan Fixed = TimeSpan.Zero;

        public static int Written;
    }

    public sealed class Asynchronous
    {
        public static Task ForEverAsync() => Task.CompletedTask;

        public static Task StoppableAsync(CancellationToken cancellation) => Task.FromCanceled(cancellation);

        internal static Task InsideAsync() => Task.CompletedTask;
    }
}

namespace ClientPortal.Architecture.Tests.Samples.Bypass
{
    public sealed record Outcome<T>(T Value);

    public sealed class OneWay
    {
        public static Task<Outcome<T>> RunAsync<T>(T value) => Task.FromResult(new Outcome<T>(value));
    }

    public sealed class Changes
    {
        public static Task<Outcome<int>> ThroughAsync() => OneWay.RunAsync(1);

        public static async Task<Outcome<int>> ThroughAndOnAsync() => await OneWay.RunAsync(1);

        public static Task<Outcome<int>> AroundAsync() => Task.FromResult(new Outcome<int>(1));
    }
}

namespace ClientPortal.Architecture.Tests.Samples.Bulk
{

    internal interface IRecorded;

    internal sealed class Term : IRecorded;

    internal sealed class Note;

    internal static class Sweeping
    {
        public static Task<int> TermsAsync(IQueryable<Term> terms, CancellationToken cancellation) => terms.ExecuteDeleteAsync(cancellation);

        public static Task<int> NotesAsync(IQueryable<Note> notes, CancellationToken cancellation) => notes.ExecuteDeleteAsync(cancellation);

        public static Func<Task<int>> Later(IQueryable<Term> terms) => async () => await terms.ExecuteDeleteAsync();
    }
}
