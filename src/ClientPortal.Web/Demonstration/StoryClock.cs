namespace ClientPortal.Web.Demonstration;

/// <summary>The clock of the demonstration's past: it stands still, and moves forward when the story goes on.</summary>
internal sealed class StoryClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset _now = begin;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Goes on to a moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies before the moment the story has reached.</exception>
    public void MoveTo(DateTimeOffset moment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, _now);
        _now = moment;
    }
}
