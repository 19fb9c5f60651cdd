namespace ClientPortal.TransparencyLog;

/// <summary>What is wrong with bytes that should have been a note, a checkpoint, a proof, a key, a tile or an archive.</summary>
public enum LogFault
{
    /// <summary>The text is not valid UTF-8.</summary>
    NotUtf8,

    /// <summary>A control character other than the newline, a carriage return for example.</summary>
    ControlCharacter,

    /// <summary>More bytes than a thing of its kind may have.</summary>
    TooLong,

    /// <summary>The last line does not end in a newline.</summary>
    NoFinalNewline,

    /// <summary>No blank line parts the text from what follows it.</summary>
    NoBlankLine,

    /// <summary>No signature stands where at least one must.</summary>
    NoSignature,

    /// <summary>More signatures than are read.</summary>
    TooManySignatures,

    /// <summary>A signature line is not an em dash, a space, a name, a space and base64.</summary>
    BadSignatureLine,

    /// <summary>A key's name is empty, or holds a space or a plus sign.</summary>
    BadKeyName,

    /// <summary>Not base64 in the one form that encoding the same bytes gives.</summary>
    BadBase64,

    /// <summary>A verifier key is not a name, eight hexadecimal digits and base64, or its key is not one.</summary>
    BadKey,

    /// <summary>The number in a verifier key is not that of the key beside it.</summary>
    WrongKeyId,

    /// <summary>A kind of signature that is not read here, or not for this purpose.</summary>
    UnknownAlgorithm,

    /// <summary>The line that names the log is empty.</summary>
    NoOrigin,

    /// <summary>Not a decimal number without leading zeros from 0 to 2^63 − 1.</summary>
    BadNumber,

    /// <summary>A hash is not 32 bytes.</summary>
    BadHash,

    /// <summary>A line that must be there is missing.</summary>
    MissingLine,

    /// <summary>A line is empty that may not be.</summary>
    EmptyLine,

    /// <summary>The first line is not that of the format.</summary>
    BadHeader,

    /// <summary>More hashes than a proof in any tree has.</summary>
    TooManyHashes,

    /// <summary>Not the path of a tile or of a bundle of entries.</summary>
    BadTilePath,

    /// <summary>A tile does not hold as many hashes as its path says.</summary>
    BadTile,

    /// <summary>A bundle does not hold as many whole entries as its path says.</summary>
    BadBundle,

    /// <summary>The file is not a ZIP archive, or is damaged.</summary>
    NotAnArchive,

    /// <summary>The archive lacks a file that the checkpoint asks for.</summary>
    MissingFile,

    /// <summary>The archive holds entries that the checkpoint does not cover.</summary>
    UnexpectedFile,

    /// <summary>The archive holds two files of one name.</summary>
    RepeatedFile,
}
