using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Records;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClientPortal.Domain.Tests.Notices;

public sealed class NoticeTests(NoticeTests.Told told) : IClassFixture<NoticeTests.Told>
{
    /// <summary>A portal with a client, a manager of it, a manager of another, and a reader for the client.</summary>
    public sealed class Told : TestPortal, IAsyncLifetime
    {
        public PersonId Administrator { get; private set; }

        public PersonId Manager { get; private set; }

        public PersonId Stranger { get; private set; }

        public PersonId Reader { get; private set; }

        public ClientId Client { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Administrator = await this.AdministratorAsync();
            Manager = await this.PersonAsync(Administrator, "Mia Manager", Role.Manager);
            Client = await this.ClientAsync(Manager);
            var other = await this.ClientAsync(Manager, "Other");
            Stranger = await this.PersonAsync(Administrator, "Sam Stranger", Role.Manager, other);
            Reader = await this.PersonAsync(Administrator, "Rita Reader", Role.ClientViewer, Client);
        }
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fact_that_is_committed_tells_each_of_its_audience_once_in_the_portal_and_by_mail()
    {
        await TellAsync("test.told", told.Reader, told.Reader, told.Manager);
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM portal.notice WHERE code = 'test.told'"));
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM portal.delivery d JOIN portal.notice n USING (entry_id, person_id) WHERE n.code = 'test.told' AND d.kind = 'notice' AND d.state = 'Queued'"));
    }

    [Fact]
    public async Task A_fact_that_is_rolled_back_tells_nobody()
    {
        var outcome = await told.Get<PortalWork>().RunAsync<int>(told.Manager, CommandId.New(), async work =>
        {
            work.Record(FactFor("test.rolled-back", told.Reader));
            await work.Db.SaveChangesAsync(Now);
            throw new RuleBroken(Rule.NotYourself);
        }, Now);
        Assert.IsType<Outcome<int>.Refused>(outcome);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM portal.notice WHERE code = 'test.rolled-back'"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM portal.delivery WHERE entry_id IN (SELECT id FROM portal.entry WHERE code = 'test.rolled-back')"));
    }

    [Fact]
    public async Task A_notice_is_seen_once_and_says_which_way()
    {
        var notice = await TellAsync("test.seen", told.Reader);
        var seen = told.Get<MarkSeen>();
        var first = told.Clock.Now;
        Assert.NotNull(await seen.RunAsync(told.Reader, notice, SeenThrough.MailLink, Now));
        told.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await seen.RunAsync(told.Reader, notice, SeenThrough.Portal, Now));
        await using var db = await ContextAsync(told.Reader);
        var kept = await db.Set<Notice>().SingleAsync(n => n.Id == notice, Now);
        Assert.Equal((first, SeenThrough.MailLink), (kept.SeenAt, kept.SeenThrough));
    }

    [Fact]
    public async Task Nobody_marks_another_persons_notice_as_seen()
    {
        var notice = await TellAsync("test.not-yours", told.Reader);
        Assert.Null(await told.Get<MarkSeen>().RunAsync(told.Manager, notice, SeenThrough.Portal, Now));
        await using var db = await ContextAsync(told.Manager);
        Assert.Equal(0, await db.Database.ExecuteSqlAsync($"UPDATE portal.notice SET seen_at = now(), seen_through = 'Portal' WHERE id = {notice.Value}", Now));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM portal.notice WHERE code = 'test.not-yours' AND seen_at IS NULL"));
    }

    [Theory]
    [InlineData("UPDATE portal.notice SET code = 'other.code' WHERE id = $1")]
    [InlineData("UPDATE portal.notice SET at = now() WHERE id = $1")]
    [InlineData("DELETE FROM portal.notice WHERE id = $1")]
    public async Task What_a_notice_says_stays_as_it_was_written_even_for_the_owner(string statement)
    {
        var notice = await TellAsync("test.kept", told.Reader);
        await using var owner = await told.ConnectAsync(DatabaseRoles.Owner);
        await using var command = new NpgsqlCommand(statement, owner) { Parameters = { new() { Value = notice.Value } } };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Now));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task That_a_notice_was_seen_is_not_taken_back()
    {
        var notice = await TellAsync("test.unseen-again", told.Reader);
        await told.Get<MarkSeen>().RunAsync(told.Reader, notice, SeenThrough.Portal, Now);
        await using var db = await ContextAsync(told.Reader);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            db.Database.ExecuteSqlAsync($"UPDATE portal.notice SET seen_at = NULL, seen_through = NULL WHERE id = {notice.Value}", Now));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_record_shows_both_sides_who_was_told_and_strangers_nothing()
    {
        var notice = await TellAsync("test.record", told.Reader);
        await told.Get<MarkSeen>().RunAsync(told.Reader, notice, SeenThrough.Portal, Now);
        var filter = new RecordFilter { Client = told.Client, Code = "test.record" };
        foreach (var side in new[] { told.Manager, told.Reader })
        {
            var row = Assert.Single((await told.Get<RecordReads>().PageAsync(await told.ActorAsync(side), filter, null, Now))!.Rows);
            var person = Assert.Single(row.Told);
            Assert.Equal((told.Reader, "Rita Reader", SeenThrough.Portal), (person.Person, person.Name, person.SeenThrough));
            Assert.Equal(DeliveryState.Queued, Assert.Single(person.Deliveries).State);
        }

        Assert.Null(await told.Get<RecordReads>().PageAsync(await told.ActorAsync(told.Stranger), filter, null, Now));
    }

    [Fact]
    public async Task Who_lost_their_role_can_still_read_the_notice_that_says_so()
    {
        var leaver = await told.PersonAsync(told.Administrator, "Lea Leaver", Role.ClientViewer, told.Client);
        var held = (await told.Get<AccessReads>().PersonAsync(await told.ActorAsync(told.Administrator), leaver, Now))!.Roles.Single();
        await told.Get<EndRole>().RunAsync(told.Administrator, CommandId.New(), leaver, held.Id,
            new ReasonInput { Revision = await told.RevisionAsync(leaver), Reason = "moved on" }, Now).Done();
        var page = await told.Get<NoticeReads>().PageAsync(leaver, null, Now);
        var ended = Assert.Single(page.Rows, row => row.Telling.Leaf.Code == "membership.ended");
        Assert.Equal(("Ada Root", "moved on", null), (ended.Telling.ActorName, ended.Telling.Personal["reason"], ended.Telling.ClientName));
    }

    [Fact]
    public async Task The_list_pages_by_key_and_misses_nothing_that_happened_at_one_moment()
    {
        var collector = await told.PersonAsync(told.Administrator, "Cora Collector", Role.ClientViewer, told.Client);
        for (var i = 0; i < 70; i++) await TellAsync("test.many", collector);
        var reads = told.Get<NoticeReads>();
        var seen = new List<NoticeId>();
        string? after = null;
        do
        {
            var page = await reads.PageAsync(collector, after, Now);
            seen.AddRange(page.Rows.Select(row => row.Id));
            Assert.Equal(71, page.Unseen);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(71, seen.Distinct().Count());
        Assert.Equal(71, seen.Count);
    }

    [Fact]
    public async Task Who_is_shut_out_has_no_bell()
    {
        var gone = await told.PersonAsync(told.Administrator, "Gus Gone", Role.ClientViewer, told.Client);
        Assert.Equal(1, await told.Get<NoticeReads>().UnseenAsync(gone, Now));
        await told.Get<ChangeAccess>().DisableAsync(told.Administrator, CommandId.New(), gone,
            new ReasonInput { Revision = await told.RevisionAsync(gone), Reason = "left" }, Now).Done();
        Assert.Null(await told.Get<NoticeReads>().UnseenAsync(gone, Now));
    }

    private Fact FactFor(string code, params PersonId[] audience) => new(code, told.Client, new FactSubject("test", Guid.CreateVersion7()), Audience.Of(audience));

    private async Task<NoticeId> TellAsync(string code, params PersonId[] audience)
    {
        var fact = FactFor(code, audience);
        await told.Get<PortalWork>().RunAsync(told.Manager, CommandId.New(), work =>
        {
            work.Record(fact);
            return Task.FromResult(1);
        }, Now).Done();
        await using var db = await ContextAsync(audience[0]);
        var person = audience[0];
        return await db.Set<Notice>().Where(n => n.PersonId == person && n.Code == code).OrderByDescending(n => n.Id).Select(n => n.Id).FirstAsync(Now);
    }

    private async Task<PortalDb> ContextAsync(PersonId person)
    {
        var db = await told.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Now);
        db.ActFor(person);
        return db;
    }

    private async Task<long> CountAsync(string query)
    {
        await using var connection = await told.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (long)(await command.ExecuteScalarAsync(Now))!;
    }
}
