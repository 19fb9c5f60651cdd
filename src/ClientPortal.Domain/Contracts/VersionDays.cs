namespace ClientPortal.Domain.Contracts;

/// <summary>From which day a signed version applies.</summary>
/// <param name="Number">The version.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="From">The day from whose midnight it applies, in the contract's zone.</param>
public readonly record struct VersionDay(int Number, TermsVersionId Id, DateOnly From);

/// <summary>What applied on a day: reckoned when it is asked, from the days alone.</summary>
public static class VersionDays
{
    /// <summary>The version that applies on a day: the newest whose day has come. Null before the first.</summary>
    public static VersionDay? On(this IEnumerable<VersionDay> versions, DateOnly day)
    {
        VersionDay? newest = null;
        foreach (var version in versions)
        {
            if (version.From <= day && (newest is not { } found || version.Number > found.Number)) newest = version;
        }

        return newest;
    }
}
