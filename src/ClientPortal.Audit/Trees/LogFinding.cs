using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Trees;

/// <summary>What a verification may find wrong.</summary>
public enum LogFindingKind
{
    /// <summary>The bytes of an entry are not those that were hashed when it got its place.</summary>
    EntryAltered,

    /// <summary>A place is there and its entry is not.</summary>
    EntryMissing,

    /// <summary>An entry has had no place for longer than a sequencer needs.</summary>
    EntryUnplaced,

    /// <summary>The columns by which an entry is found say something else than its bytes.</summary>
    ColumnsDiffer,

    /// <summary>A personal value is not the one that was committed to.</summary>
    PersonalValueAltered,

    /// <summary>No entry stands at a place between others.</summary>
    PlaceMissing,

    /// <summary>Entries stand behind the newest checkpoint, though each round ends with one.</summary>
    PlaceUnsigned,

    /// <summary>A checkpoint cannot be read, or no key of the log signed it.</summary>
    CheckpointForged,

    /// <summary>The entries do not lead to a checkpoint that was signed. The first such is named; those behind it follow from it.</summary>
    CheckpointDoesNotFit,

    /// <summary>A key may sign that the log's own entries do not name.</summary>
    KeyUnannounced,

    /// <summary>The installation's log took up a checkpoint that is not there any more.</summary>
    AnchorMissing,

    /// <summary>A row says something else than the last entry that told of it.</summary>
    RowDiffers,

    /// <summary>An entry tells of a row that is not there.</summary>
    RowMissing,

    /// <summary>A row is there that no entry tells of.</summary>
    RowUntold,

    /// <summary>The rows an entry was written with are not kept with it any more.</summary>
    RowsErased,

    /// <summary>A table is not guarded as it was when it was made.</summary>
    GuardMissing,

    /// <summary>An authority or a witness vouched for a checkpoint that is not there any more.</summary>
    AttestedMissing,

    /// <summary>A timestamp is not one of the checkpoint it stands beside, or not of the authority that was set when it came.</summary>
    TimestampDoesNotFit,

    /// <summary>A checkpoint says that it was signed after it was stamped.</summary>
    TimestampTooEarly,

    /// <summary>A witness's signature is not one over the checkpoint it stands beside.</summary>
    CosignatureDoesNotFit,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="Log">In which log.</param>
/// <param name="Place">At which place, or under how many entries for a checkpoint; null where it has none.</param>
/// <param name="Entry">Which entry, where one can be named.</param>
/// <param name="What">The name of the column, value, key, row, table, authority or witness in question; empty where there is none.</param>
public sealed record LogFinding(LogFindingKind Kind, LogId Log, long? Place, EntryId? Entry, string What = "");

/// <summary>What a verification of all logs came to.</summary>
/// <param name="Logs">Logs that were looked at.</param>
/// <param name="Entries">Entries that were hashed.</param>
/// <param name="Checkpoints">Checkpoints that were held against them.</param>
/// <param name="Rows">Rows of contracts, quotes, prices and whatever else binds that were held against the entries.</param>
/// <param name="Findings">Everything that is wrong; none is good news.</param>
public sealed record LogVerificationResult(int Logs, long Entries, long Checkpoints, long Rows, IReadOnlyList<LogFinding> Findings);
