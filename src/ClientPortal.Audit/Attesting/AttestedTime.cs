namespace ClientPortal.Audit.Attesting;

/// <summary>Whether what others say of the time of a checkpoint can be.</summary>
public static class AttestedTime
{
    /// <summary>As far apart may the clocks of two honest servers be.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    /// <summary>Whether a checkpoint can have been vouched for at that moment: not before it was signed, clocks considered.</summary>
    public static bool CanFollow(DateTimeOffset signedAt, DateTimeOffset at) => at >= signedAt - Apart;
}
