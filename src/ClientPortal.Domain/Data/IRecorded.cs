namespace ClientPortal.Domain.Data;

/// <summary>Something whose every change stands in the record: saving a change to it without a fact about it is refused.</summary>
public interface IRecorded
{
    /// <summary>The subject its facts name; for a part, that of the whole.</summary>
    Guid RecordedAs { get; }

    /// <summary>Whether it binds anybody yet; what is still a draft leaves no fact.</summary>
    bool IsRecorded => true;

    /// <summary>Whether a change of this property must be told; all of them unless the entity says otherwise.</summary>
    bool Records(string property) => true;
}
