namespace ClientPortal.Domain.Records.Attesting;

/// <summary>That an authority or a witness does not vouch for a log at present. It is taken away when it does again.</summary>
public sealed class AttestationTrouble
{
    /// <summary>The most characters of a detail.</summary>
    public const int LongestDetail = 200;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20), TimeSpan.FromHours(1)];

    private AttestationTrouble()
    {
    }

    /// <summary>Who was asked: the value of an <see cref="AuthorityId"/> or a <see cref="WitnessId"/>.</summary>
    public Guid AskedId { get; private init; }

    /// <summary>About which log.</summary>
    public LogId LogId { get; private init; }

    /// <summary>What went wrong last.</summary>
    public AttestationFault Fault { get; private set; }

    /// <summary>A status, a size or a time that was answered; empty where there is none.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Since when it has gone wrong.</summary>
    public DateTimeOffset Since { get; private init; }

    /// <summary>How often in a row.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Begins to go wrong; <see cref="Note"/> says how.</summary>
    internal static AttestationTrouble Begin(Guid asked, LogId log, DateTimeOffset at) => new() { AskedId = asked, LogId = log, Since = at };

    /// <summary>Went wrong, once more or for the first time: the next attempt waits longer each time, an hour at most.</summary>
    internal void Note(AttestationException fault, DateTimeOffset at)
    {
        NextAttemptAt = at + Pauses[Math.Min(Attempts, Pauses.Length - 1)];
        (Fault, Detail) = (fault.Fault, fault.Detail.Length <= LongestDetail ? fault.Detail : fault.Detail[..LongestDetail]);
        Attempts++;
    }
}

/// <summary>Why an authority or a witness did not vouch for a checkpoint.</summary>
public enum AttestationFault
{
    /// <summary>There is no connection to it.</summary>
    NoConnection,

    /// <summary>It did not answer in time.</summary>
    NoAnswer,

    /// <summary>It answered with a status that says no; the detail is its number.</summary>
    WrongStatus,

    /// <summary>Its answer is longer than any answer may be.</summary>
    TooLong,

    /// <summary>Its answer cannot be read.</summary>
    Unreadable,

    /// <summary>The authority refuses to stamp; the detail is the number of its status.</summary>
    Refused,

    /// <summary>The token is not one for what was asked.</summary>
    OtherContent,

    /// <summary>The signature is wrong, or of a certificate that is not for timestamps.</summary>
    Forged,

    /// <summary>The token's certificate does not lead to those that were set.</summary>
    NotTrusted,

    /// <summary>Its time and the portal's cannot both be right; the detail is its time.</summary>
    ClockDiffers,

    /// <summary>The witness does not know the log.</summary>
    LogUnknown,

    /// <summary>The witness does not know the key that signs the log.</summary>
    KeyUnknown,

    /// <summary>The witness saw another log under this name.</summary>
    Disagrees,

    /// <summary>The witness saw more of the log than there is; the detail is how many entries.</summary>
    SawMore,

    /// <summary>The hashes that prove that the log was continued are not there.</summary>
    NoProof,
}

/// <summary>What a fault means for the others.</summary>
internal static class AttestationFaults
{
    /// <summary>Whether it is of one log alone, and others may be asked about.</summary>
    public static bool IsOfLog(this AttestationFault fault) =>
        fault is AttestationFault.LogUnknown or AttestationFault.KeyUnknown or AttestationFault.Disagrees or AttestationFault.SawMore or AttestationFault.NoProof;

    /// <summary>Whether somebody has to know at once: the log was rewritten, or put back to an earlier state.</summary>
    public static bool IsAlarming(this AttestationFault fault) => fault is AttestationFault.Disagrees or AttestationFault.SawMore;
}

/// <summary>An authority or a witness did not vouch for a checkpoint.</summary>
internal sealed class AttestationException(AttestationFault fault, string detail = "") : Exception($"{fault} {detail}")
{
    public AttestationFault Fault => fault;

    public string Detail => detail;
}
