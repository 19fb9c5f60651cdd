using ClientPortal.TransparencyLog;

namespace ClientPortal.Verify.Answers;

/// <summary>Something the question names could not be read: a file that is not there, or that is not what it should be.</summary>
internal sealed class UnreadableException(string what, MalformedLogException? error) : Exception(what, error)
{
    /// <summary>The file or key.</summary>
    public string What { get; } = what;

    /// <summary>What is wrong with it; nothing if it could not be opened.</summary>
    public MalformedLogException? Error { get; } = error;
}

/// <summary>Reads what a question names.</summary>
internal static class Read
{
    public static TrustedLog TrustedLog(CommandLine question)
    {
        var keys = question.Keys.Select(Key).ToArray();
        return Guarded(question.Keys[0], () => new TrustedLog(question.Origin ?? keys[0].Name, keys));
    }

    public static VerifierKey Key(string text) => Guarded(text, () => VerifierKey.Parse(text));

    public static LogArchive Archive(string path) => Guarded(path, () => LogArchive.Open(System.IO.File.OpenRead(path)));

    /// <summary>A file that has at most so many bytes.</summary>
    public static T File<T>(string path, int longest, Func<byte[], T> parse) => Guarded(path, () =>
    {
        using var stream = System.IO.File.OpenRead(path);
        var bytes = new byte[longest + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= longest ? parse(bytes[..length]) : throw new MalformedLogException(LogFault.TooLong);
    });

    public static T Guarded<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MalformedLogException error)
        {
            throw new UnreadableException(what, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableException(what, null);
        }
    }
}
