namespace ClientPortal.Domain.Shared;

/// <summary>How a use case ended, as the page shows it. Anything else that goes wrong is a bug and throws.</summary>
/// <typeparam name="T">What a finished use case answers.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>It is done and kept; also the answer to the second posting of the same form.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>Rules were broken; nothing was kept.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : Outcome<T>;

    /// <summary>Somebody else changed the thing since the form was rendered; nothing was kept.</summary>
    public sealed record Stale : Outcome<T>;

    /// <summary>It is not there, or not the actor's to see or do, which is the same answer.</summary>
    public sealed record NotFound : Outcome<T>;

    /// <summary>The database could not be reached in time; nothing was kept, or what was kept is found by sending the form again.</summary>
    public sealed record Unavailable : Outcome<T>;
}
