using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Access;

/// <summary>
/// What every request asks before anything else: whose session it is, what they may do, how they read and how many notices wait.
/// In one round trip and past EF Core, since nothing else runs as often.
/// </summary>
internal static class SessionQuery
{
    private const string Asked =
        """
        SELECT s.method, s.started_at, s.seen_at, s.ended_at, p.name, p.language, p.zone,
               ARRAY(SELECT m.role FROM portal.membership m WHERE m.person_id = p.id AND m.ended_at IS NULL ORDER BY m.id),
               ARRAY(SELECT m.client_id FROM portal.membership m WHERE m.person_id = p.id AND m.ended_at IS NULL ORDER BY m.id),
               ARRAY(SELECT g."right" FROM portal.right_grant g WHERE g.person_id = p.id AND g.revoked_at IS NULL),
               (SELECT count(*)::int FROM portal.notice n WHERE n.person_id = p.id AND n.seen_at IS NULL)
        FROM portal.session s JOIN portal.person p ON p.id = s.person_id
        WHERE s.id = $1 AND p.id = $2 AND p.joined_at IS NOT NULL AND p.disabled_at IS NULL
        """;

    /// <summary>The session with its person; null when it is not theirs, or they are not welcome any more. Whether it lasts is for the caller to say.</summary>
    public static async Task<(SignedIn SignedIn, SessionTimes Times)?> AskAsync(NpgsqlDataSource source, SessionId id, PersonId person, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(RowSecurity.ActingFor(person));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Asked) { Parameters = { new() { Value = id.Value }, new() { Value = person.Value } } });
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var times = new SessionTimes(row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3));
        var roles = row.GetFieldValue<string[]>(7).Zip(row.GetFieldValue<Guid?[]>(8), (role, client) => new ActorRole(Enum.Parse<Role>(role), client is { } one ? ClientId.Of(one) : null));
        var actor = new Actor(person, row.GetString(4), [.. roles], [.. row.GetFieldValue<string[]>(9).Select(Enum.Parse<Right>)]);
        var signedIn = new SignedIn(actor, id, Enum.Parse<SignInMethod>(row.GetString(0)), Enum.Parse<Language>(row.GetString(5)), row.GetString(6), row.GetInt32(10));
        return (signedIn, times);
    }
}
