namespace ClientPortal.Testing;

/// <summary>A clock that stands still until a test moves it. Timers run in real time, so that waiting code ends.</summary>
public sealed class FakeClock : TimeProvider
{
    /// <summary>Where the clock stands at first: a Monday morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; set; } = Start;

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan time) => Now += time;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
