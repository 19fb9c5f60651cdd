namespace ClientPortal.Domain.Records.Attesting;

/// <summary>That an authority stamped a checkpoint.</summary>
public sealed class CheckpointTimestamp
{
    /// <summary>Which log.</summary>
    public LogId LogId { get; init; }

    /// <summary>How many entries the checkpoint covers.</summary>
    public long Size { get; init; }

    /// <summary>The setting that was asked, with the certificates the token leads to.</summary>
    public AuthorityId AuthorityId { get; init; }

    /// <summary>What the authority's certificate calls it.</summary>
    public required string Authority { get; init; }

    /// <summary>The authority's time.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The token (CMS), over the SHA-256 of the checkpoint's bytes as they are kept.</summary>
    public byte[] Token { get; init; } = [];

    /// <summary>When it came, by the portal's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>That a witness cosigned a checkpoint.</summary>
public sealed class CheckpointCosignature
{
    /// <summary>Which log.</summary>
    public LogId LogId { get; init; }

    /// <summary>How many entries the checkpoint covers.</summary>
    public long Size { get; init; }

    /// <summary>Which witness.</summary>
    public WitnessId WitnessId { get; init; }

    /// <summary>The name of its key.</summary>
    public required string KeyName { get; init; }

    /// <summary>The witness's time, to the second.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The signature line as it stands below a checkpoint, without its newline.</summary>
    public required string Line { get; init; }

    /// <summary>When it came, by the portal's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}
