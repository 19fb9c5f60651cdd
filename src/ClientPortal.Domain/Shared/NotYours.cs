namespace ClientPortal.Domain.Shared;

/// <summary>What was asked for is not there or not the actor's: one answer, so that nothing is learned from the difference.</summary>
public sealed class NotYours : Exception
{
    /// <summary>Throws unless the actor may.</summary>
    /// <exception cref="NotYours">The actor may not.</exception>
    public static void Unless(bool allowed)
    {
        if (!allowed) throw new NotYours();
    }
}
