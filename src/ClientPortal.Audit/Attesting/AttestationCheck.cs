using System.Security.Cryptography;
using System.Text;
using ClientPortal.Audit.Ids;
using ClientPortal.Audit.Trees;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Audit.Attesting;

/// <summary>
/// Holds what others vouched for, timestamps and witnesses' signatures, against the checkpoints as they stand now. The authority's certificates and the
/// witness's key are those the record tells of, which is verified beside.
/// </summary>
internal sealed class AttestationCheck(NpgsqlConnection connection, ICollection<LogFinding> findings, CancellationToken cancellation) : IDisposable
{
    private readonly Dictionary<string, TrustedCertificates?> _trusted = new(StringComparer.Ordinal);

    /// <summary>Verifies all of them.</summary>
    public async Task RunAsync()
    {
        await TimestampsAsync();
        await CosignaturesAsync();
    }

    private async Task TimestampsAsync()
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT t.log_id, t.size, t.authority, t.at, t.token, a.certificates, c.note, c.signed_at
            FROM portal.checkpoint_timestamp t
            LEFT JOIN portal.timestamp_authority a ON a.id = t.authority_id
            LEFT JOIN portal.log_checkpoint c ON c.log_id = t.log_id AND c.size = t.size
            ORDER BY t.log_id, t.size
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (log, size, authority, at) = (new LogId(rows.GetGuid(0)), rows.GetInt64(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3));
            if (rows.IsDBNull(6)) Found(LogFindingKind.AttestedMissing, log, size, authority);
            else if (!Fits(rows.GetFieldValue<byte[]>(4), rows.IsDBNull(5) ? "" : rows.GetString(5), rows.GetFieldValue<byte[]>(6), authority, at)) Found(LogFindingKind.TimestampDoesNotFit, log, size, authority);
            else if (!AttestedTime.CanFollow(rows.GetFieldValue<DateTimeOffset>(7), at)) Found(LogFindingKind.TimestampTooEarly, log, size, authority);
        }
    }

    private bool Fits(byte[] token, string certificates, byte[] note, string authority, DateTimeOffset at)
    {
        if (!_trusted.TryGetValue(certificates, out var trusted)) _trusted[certificates] = trusted = TrustedCertificates.Read(certificates);
        return trusted is not null && TimestampToken.Verify(token, SHA256.HashData(note), trusted, out var said) == TokenVerdict.Fits && said!.At == at && said.Authority == authority;
    }

    private async Task CosignaturesAsync()
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT s.log_id, s.size, s.key_name, s.at, s.line, w.key, c.note
            FROM portal.checkpoint_cosignature s
            LEFT JOIN portal.witness w ON w.id = s.witness_id
            LEFT JOIN portal.log_checkpoint c ON c.log_id = s.log_id AND c.size = s.size
            ORDER BY s.log_id, s.size, s.key_name
            """,
            connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (log, size, name, at) = (new LogId(rows.GetGuid(0)), rows.GetInt64(1), rows.GetString(2), rows.GetFieldValue<DateTimeOffset>(3));
            if (rows.IsDBNull(6)) Found(LogFindingKind.AttestedMissing, log, size, name);
            else if (!Fits(rows.GetString(4), rows.IsDBNull(5) ? "" : rows.GetString(5), rows.GetFieldValue<byte[]>(6), name, at)) Found(LogFindingKind.CosignatureDoesNotFit, log, size, name);
        }
    }

    private static bool Fits(string line, string key, byte[] note, string name, DateTimeOffset at)
    {
        try
        {
            var witness = VerifierKey.Parse(key);
            return witness.Name == name && SignedNote.Parse([.. note, .. Encoding.UTF8.GetBytes($"{line}\n")]).CosignedAt(witness) == at.ToUnixTimeSeconds();
        }
        catch (MalformedLogException)
        {
            return false;
        }
    }

    private void Found(LogFindingKind kind, LogId log, long size, string who) => findings.Add(new LogFinding(kind, log, size, null, who));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var trusted in _trusted.Values) trusted?.Dispose();
    }
}
