using ClientPortal.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Tests.Data;

public sealed class DatabaseFaultsTests
{
    [Theory]
    // The server is told to stop, its postmaster is gone, it begins.
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CrashShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.SerializationFailure, true)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, true)]
    [InlineData(PostgresErrorCodes.UniqueViolation, false)]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege, false)]
    public void What_the_server_says_of_its_own_state_passes_and_what_it_says_of_a_statement_does_not(string state, bool passes)
    {
        var said = new PostgresException("said", "FATAL", "FATAL", state);

        Assert.Equal(passes, DatabaseFaults.IsPassing(said));
        Assert.Equal(passes, DatabaseFaults.IsPassing(new DbUpdateException("wrapped", said)));
    }

    [Fact]
    public void A_connection_that_broke_passes_and_a_bug_does_not()
    {
        Assert.True(DatabaseFaults.IsPassing(new NpgsqlException("broke", new IOException())));
        Assert.False(DatabaseFaults.IsPassing(new InvalidOperationException("a bug")));
        Assert.False(DatabaseFaults.IsPassing(null));
    }
}
