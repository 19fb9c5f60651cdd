using ClientPortal.Audit.Trees;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>Whoever changes what others vouched for, or what they vouched for it with, is found by verification.</summary>
public sealed class AttestationTamperingTests(AttestationTamperingTests.Vouched portal) : IClassFixture<AttestationTamperingTests.Vouched>
{
    [Theory]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET at = at - interval '1 year' WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET token = (SELECT token FROM portal.checkpoint_timestamp o WHERE o.log_id <> '{0}' LIMIT 1) WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("checkpoint_timestamp", "UPDATE portal.checkpoint_timestamp SET token = '\\x00' WHERE log_id = '{0}'", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("log_checkpoint", "UPDATE portal.log_checkpoint SET note = note || convert_to(E'— more dGhpcyBpcyBub25l\\n', 'UTF8') WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.TimestampDoesNotFit)]
    [InlineData("log_checkpoint", "UPDATE portal.log_checkpoint SET signed_at = signed_at + interval '1 hour' WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.TimestampTooEarly)]
    [InlineData("log_checkpoint", "DELETE FROM portal.log_checkpoint WHERE (log_id, size) = (SELECT log_id, size FROM portal.checkpoint_timestamp WHERE log_id = '{0}')", LogFindingKind.AttestedMissing)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET line = (SELECT line FROM portal.checkpoint_cosignature o WHERE o.log_id <> '{0}' LIMIT 1) WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET line = '— nothing' WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("checkpoint_cosignature", "UPDATE portal.checkpoint_cosignature SET at = at + interval '1 second' WHERE log_id = '{0}'", LogFindingKind.CosignatureDoesNotFit)]
    [InlineData("timestamp_authority", "UPDATE portal.timestamp_authority SET certificates = 'none'", LogFindingKind.RowDiffers)]
    [InlineData("witness", "UPDATE portal.witness SET address = 'https://elsewhere.example'", LogFindingKind.RowDiffers)]
    public async Task What_was_vouched_for_and_tampered_with_is_found_by_verification(string table, string deed, LogFindingKind kind)
    {
        await using var database = await portal.Attesting.ConnectAsAdministratorAsync();
        await database.ExecuteAsync($"SET session_replication_role = replica; CREATE TEMP TABLE kept AS TABLE portal.{table}; ALTER TABLE portal.{table} DISABLE TRIGGER ALL");
        Assert.DoesNotContain(kind, await FoundAsync());
        Assert.True(await database.ExecuteAsync(deed.Replace("{0}", portal.Attesting.Vector.ToString(), StringComparison.Ordinal)) > 0);

        Assert.Contains(kind, await FoundAsync());
        await database.ExecuteAsync($"DELETE FROM portal.{table}; INSERT INTO portal.{table} SELECT * FROM kept");
        Assert.DoesNotContain(kind, await FoundAsync());
    }

    private async Task<IEnumerable<LogFindingKind>> FoundAsync() => (await portal.Attesting.VerifyAsync()).Findings.Select(finding => finding.Kind);

    /// <summary>A portal whose logs were stamped and cosigned once.</summary>
    public sealed class Vouched : IAsyncLifetime
    {
        /// <summary>The portal.</summary>
        public AttestingPortal Attesting { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Attesting.InitializeAsync();
            await Attesting.UseAsync().Done();
            await Attesting.AddAsync().Done();
            Assert.Equal(6, (await Attesting.RunAsync()).Done);
        }

        public async ValueTask DisposeAsync() => await Attesting.DisposeAsync();
    }
}
