using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Shared;
using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>Administrators say who vouches for the logs: who may, what is refused beside which field, and what the record keeps of it.</summary>
public sealed class AttestorsTests(AttestingPortal portal) : IClassFixture<AttestingPortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string?, string?, int?, string?, Rule, string> WrongAuthorities { get; } = new()
    {
        { null, "pem", 60, "why", Rule.Required, "Address" },
        { "stamps.example", "pem", 60, "why", Rule.NotAWebAddress, "Address" },
        { "ftp://stamps.example", "pem", 60, "why", Rule.NotAWebAddress, "Address" },
        { "https://name:secret@stamps.example", "pem", 60, "why", Rule.NotAWebAddress, "Address" },
        { "http://stamps.example/tsa", null, 60, "why", Rule.Required, "Certificates" },
        { "http://stamps.example/tsa", "certificate", 60, "why", Rule.NoRootCertificate, "Certificates" },
        { "http://stamps.example/tsa", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", 60, "why", Rule.NoRootCertificate, "Certificates" },
        { "http://stamps.example/tsa", "pem", 1, "why", Rule.NotOffered, "Minutes" },
        { "http://stamps.example/tsa", "pem", null, "why", Rule.NotOffered, "Minutes" },
        { "http://stamps.example/tsa", "pem", 60, " ", Rule.Required, "Reason" },
    };

    public static TheoryData<string?, string?, string?, Rule, string> WrongWitnesses { get; } = new()
    {
        { null, "key", "why", Rule.Required, "Address" },
        { "http://witness.example", "key", "why", Rule.NotASecretAddress, "Address" },
        { "https://witness.example/?log=1", "key", "why", Rule.NotASecretAddress, "Address" },
        { "https://witness.example", null, "why", Rule.Required, "Key" },
        { "https://witness.example", "witness.example+00000000+AAAA", "why", Rule.NotAWitnessKey, "Key" },
        { "https://witness.example", "of a log", "why", Rule.NotAWitnessKey, "Key" },
        { "https://witness.example", "key", "", Rule.Required, "Reason" },
    };

    [Theory]
    [MemberData(nameof(WrongAuthorities))]
    public async Task An_authority_that_cannot_be_asked_or_checked_is_refused_beside_its_field(string? address, string? certificates, int? minutes, string? reason, Rule rule, string field)
    {
        var refused = await portal.UseAsync(but: input => input with { Address = address, Certificates = certificates == "pem" ? input.Certificates : certificates, Minutes = minutes, Reason = reason });

        Assert.Equal((rule, field), Refused(refused));
    }

    [Theory]
    [MemberData(nameof(WrongWitnesses))]
    public async Task A_witness_that_cannot_be_asked_or_checked_is_refused_beside_its_field(string? address, string? key, string? reason, Rule rule, string field)
    {
        using var log = SigningKey.FromEd25519("witness.example", new byte[Ed25519.KeyLength]);
        var refused = await portal.AddAsync(but: input => input with
        {
            Address = address,
            Key = key switch { "key" => input.Key, "of a log" => log.VerifierKey.ToString(), _ => key },
            Reason = reason,
        });

        Assert.Equal((rule, field), Refused(refused));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_says_who_vouches()
    {
        foreach (var person in new[] { portal.Manager, portal.Auditor, portal.Signatory })
        {
            Assert.IsType<Outcome<AuthorityId>.NotFound>(await portal.UseAsync(person));
            Assert.IsType<Outcome<WitnessId>.NotFound>(await portal.AddAsync(person));
            await using var connection = await portal.ConnectAsAsync(person);
            Assert.Equal(0, await connection.ScalarAsync<long>("SELECT (SELECT count(*) FROM portal.timestamp_authority) + (SELECT count(*) FROM portal.witness) + (SELECT count(*) FROM portal.attestation_trouble)"));
        }
    }

    [Fact]
    public async Task Each_change_of_the_authority_is_an_entry_with_its_reason_and_a_stale_form_or_a_second_click_changes_nothing()
    {
        var began = (await portal.AttestorsAsync()).AuthorityNumber;
        var command = CommandId.New();
        var first = await portal.UseAsync(command: command).Done();
        Assert.Equal(first, await portal.UseAsync(command: command).Done());
        // The same once more is no change.
        Assert.Equal(first, await portal.UseAsync().Done());
        Assert.IsType<Outcome<AuthorityId>.Stale>(await portal.UseAsync(but: input => input with { Revision = began, Minutes = 15 }));
        var second = await portal.UseAsync(but: input => input with { Minutes = 15, Certificates = $"{input.Certificates}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" }).Done();
        var set = (await portal.AttestorsAsync()).Authority!;
        Assert.Equal((15, "Clockwork Root"), (set.Minutes, Assert.Single(set.CertificateNames)));
        // What was pasted along is not kept.
        Assert.DoesNotContain("PRIVATE", set.Certificates, StringComparison.Ordinal);
        var stopped = await portal.Get<SetAuthority>().StopAsync(portal.Root, CommandId.New(), new ReasonInput { Revision = began + 2, Reason = "It is dead." }, Cancellation).Done();
        Assert.Null((await portal.AttestorsAsync()).Authority);
        Assert.IsType<Outcome<AuthorityId>.NotFound>(await portal.Get<SetAuthority>().StopAsync(portal.Root, CommandId.New(), new ReasonInput { Revision = began + 3, Reason = "Again." }, Cancellation));

        await using var everything = await portal.ConnectAsAdministratorAsync();
        Assert.Equal(
            [$"log.authority-set {first}", $"log.authority-set {second}", $"log.authority-stopped {stopped}"],
            await everything.ListAsync<string>("SELECT code || ' ' || subject_id FROM portal.entry WHERE subject_kind = 'timestamp-authority' AND client_id IS NULL ORDER BY at, id"));
        Assert.Equal(3, await everything.ScalarAsync<long>("SELECT count(*) FROM portal.entry_personal p JOIN portal.entry e ON e.id = p.entry_id WHERE e.subject_kind = 'timestamp-authority' AND p.name = 'reason'"));
    }

    [Fact]
    public async Task A_witness_is_brought_in_once_and_removed_once_and_both_stand_in_the_record()
    {
        var witness = await portal.AddAsync().Done();
        Assert.Equal((Rule.WitnessThere, "Key"), Refused(await portal.AddAsync()));
        var row = Assert.Single((await portal.AttestorsAsync()).Witnesses);
        Assert.Equal((witness, "witness.test/w1", portal.Witness.Address), (row.Id, row.Name, row.Address));
        Task<Outcome<WitnessId>> RemoveAsync(int revision) =>
            portal.Get<ChangeWitnesses>().RemoveAsync(portal.Root, CommandId.New(), witness, new ReasonInput { Revision = revision, Reason = "It moved." }, Cancellation);

        Assert.IsType<Outcome<WitnessId>.Stale>(await RemoveAsync(row.Revision + 1));
        await RemoveAsync(row.Revision).Done();
        Assert.IsType<Outcome<WitnessId>.Stale>(await RemoveAsync(row.Revision + 1));

        Assert.Empty((await portal.AttestorsAsync()).Witnesses);
        await using var everything = await portal.ConnectAsAdministratorAsync();
        Assert.Equal(["log.witness-added", "log.witness-removed"], await everything.ListAsync<string>($"SELECT code FROM portal.entry WHERE subject_id = '{witness}' ORDER BY at, id"));
    }

    [Theory]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.checkpoint_timestamp SELECT log_id, size, gen_random_uuid(), 'Me', now(), '\\x00', now() FROM portal.log_checkpoint LIMIT 1")]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.checkpoint_cosignature SELECT log_id, size, gen_random_uuid(), 'Me', now(), '— me x', now() FROM portal.log_checkpoint LIMIT 1")]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.attestation_trouble SELECT id, id, 'Forged', '', now(), 1, now() FROM portal.log LIMIT 1")]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.timestamp_authority (id, number, set_by, set_at) VALUES (gen_random_uuid(), 90, '{other}', now())")]
    [InlineData(DatabaseRoles.Application, "INSERT INTO portal.witness (id, address, key, added_by, added_at, revision) VALUES (gen_random_uuid(), 'https://w.example', 'k', '{other}', now(), 1)")]
    [InlineData(DatabaseRoles.Application, "UPDATE portal.witness SET key = 'k'")]
    [InlineData(DatabaseRoles.Worker, "INSERT INTO portal.timestamp_authority (id, number, set_by, set_at) VALUES (gen_random_uuid(), 90, '{other}', now())")]
    [InlineData(DatabaseRoles.Worker, "UPDATE portal.witness SET removed_at = now(), removed_by = added_by")]
    [InlineData(DatabaseRoles.Worker, "UPDATE portal.checkpoint_timestamp SET at = now()")]
    [InlineData(DatabaseRoles.Worker, "DELETE FROM portal.checkpoint_cosignature")]
    public async Task The_database_refuses_what_is_not_theirs_to_write(string login, string statement)
    {
        await using var connection = login == DatabaseRoles.Application ? await portal.ConnectAsAsync(portal.Root) : await portal.ConnectAsync(login);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement.Replace("{other}", portal.Manager.ToString(), StringComparison.Ordinal)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static (Rule, string?) Refused<T>(Outcome<T> outcome) =>
        Assert.Single(Assert.IsType<Outcome<T>.Refused>(outcome).Refusals) is var refusal ? (refusal.Rule, refusal.Field) : default;
}
