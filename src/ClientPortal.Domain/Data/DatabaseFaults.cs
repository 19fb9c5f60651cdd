using System.Data.Common;
using Npgsql;

namespace ClientPortal.Domain.Data;

/// <summary>What a fault of the database means for who asked.</summary>
public static class DatabaseFaults
{
    /// <summary>
    /// Whether it passes by itself: the connection was refused or broke, the server stops, crashed or starts, or two were in each other's way. The driver does not call it so when a server
    /// says that it stops. What runs out of patience wraps such a fault.
    /// </summary>
    public static bool IsPassing(Exception? fault) => fault switch
    {
        null => false,
        DbException { IsTransient: true } => true,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        _ => IsPassing(fault.InnerException),
    };
}
