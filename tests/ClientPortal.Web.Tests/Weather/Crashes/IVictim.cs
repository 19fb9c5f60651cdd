namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>Something that is killed while it works, and begins anew.</summary>
internal interface IVictim : IAsyncDisposable
{
    /// <summary>What kind of thing it is, to be counted by.</summary>
    string Kind { get; }

    /// <summary>How often it has done something since it began.</summary>
    int Deeds { get; }

    /// <summary>Begins, for the first time or after it was killed. It may still be busy beginning when this has ended, and has done nothing then.</summary>
    Task BeginAsync();

    /// <summary>Kills it without a word (SIGKILL), and waits until it is gone.</summary>
    Task KillAsync();
}
