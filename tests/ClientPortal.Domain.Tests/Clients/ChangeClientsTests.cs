using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Tests.Clients;

public sealed class ChangeClientsTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;
    private PersonId _manager;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _administrator = await portal.AdministratorAsync();
        _manager = await portal.PersonAsync(_administrator, $"Manager {Guid.CreateVersion7():n}", Role.Manager);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_client_is_opened_as_it_was_written_and_told_in_its_own_record()
    {
        var id = await OpenAsync(Form("Северный ветер") with { PostalAddress = "1 Harbour Street\r\nBristol" }).Done();

        var client = await ReadAsync(id);
        Assert.Equal(("Северный ветер", "1 Harbour Street\nBristol", 1), (client.Name, client.PostalAddress, client.Revision));
        var entry = Assert.Single(await portal.EntriesOfAsync(id.Value));
        Assert.Equal(("client.opened", (ClientId?)id, (PersonId?)_manager), (entry.Code, entry.ClientId, entry.ActorId));
    }

    [Fact]
    public async Task A_name_is_one_clients_alone_when_opening_when_changing_and_at_the_same_moment()
    {
        await OpenAsync(Form("Taken")).Done();
        var other = await OpenAsync(Form("Other")).Done();

        var opening = Assert.Single(await OpenAsync(Form(" Taken ")).Refused());
        var changing = Assert.Single(await ChangeAsync(other, Form("Taken") with { Revision = 1 }).Refused());
        Assert.All([opening, changing], refusal => Assert.Equal((Rule.ClientNameTaken, "Name"), (refusal.Rule, refusal.Field)));

        var racing = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => OpenAsync(Form("Racing")))));
        Assert.Single(racing.OfType<Outcome<ClientId>.Done>());
        Assert.Equal(5, racing.OfType<Outcome<ClientId>.Refused>().Count());
    }

    [Fact]
    public async Task A_change_tells_what_was_and_what_is_and_only_of_what_changed()
    {
        var id = await OpenAsync(Form("Changing")).Done();

        await ChangeAsync(id, Form("Changing") with { Revision = 1, LegalName = "Changed Ltd" }).Done();

        var leaf = System.Text.Encoding.UTF8.GetString((await portal.EntriesOfAsync(id.Value))[^1].Leaf);
        Assert.Contains("""
            "values":{"legal-name":{"new":{"type":"text","value":"Changed Ltd"},"old":{"type":"text","value":"Changing Ltd"},"type":"change"}}
            """, leaf, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadAsync(id)).Revision);
    }

    [Theory]
    [InlineData("LegalName")]
    [InlineData("Registration")]
    [InlineData("PostalAddress")]
    public async Task What_stands_in_documents_changes_with_a_reason_and_the_clients_people_are_told(string field)
    {
        var id = await OpenAsync(Form($"Documents {field}")).Done();
        var signatory = await portal.PersonAsync(_administrator, $"Signs {id}", Role.ClientSignatory, id);
        var viewer = await portal.PersonAsync(_administrator, $"Views {id}", Role.ClientViewer, id);
        var form = Form($"Documents {field}") with { Revision = 1 };
        form = field switch
        {
            "LegalName" => form with { LegalName = "Altered Ltd" },
            "Registration" => form with { Registration = "INN 1" },
            _ => form with { PostalAddress = "2 Other Street" },
        };

        var refusal = Assert.Single(await ChangeAsync(id, form with { Reason = " " }).Refused());
        Assert.Equal((Rule.Required, "Reason"), (refusal.Rule, refusal.Field));
        await ChangeAsync(id, form).Done();

        var entry = (await portal.EntriesOfAsync(id.Value))[^1];
        Assert.Equal([signatory, viewer], (await portal.ToldAsync(entry.Id)).OrderBy(person => person.Value));
        Assert.Equal("The register says so", await portal.PersonalAsync(entry.Id, "reason"));
    }

    [Fact]
    public async Task The_name_people_use_language_and_zone_change_without_a_reason_and_tell_nobody()
    {
        var id = await OpenAsync(Form("Called")).Done();
        await portal.PersonAsync(_administrator, $"Signs {id}", Role.ClientSignatory, id);

        await ChangeAsync(id, Form("Called") with { Revision = 1, Name = "Called otherwise", Language = Language.Russian, Zone = "Europe/Moscow", Reason = null }).Done();

        Assert.Empty(await portal.ToldAsync((await portal.EntriesOfAsync(id.Value))[^1].Id));
    }

    [Fact]
    public async Task A_form_sent_unchanged_changes_nothing_and_tells_nothing()
    {
        var id = await OpenAsync(Form("Unchanged")).Done();

        await ChangeAsync(id, Form("Unchanged") with { Revision = 1 }).Done();

        Assert.Equal(1, (await ReadAsync(id)).Revision);
        Assert.Single(await portal.EntriesOfAsync(id.Value));
    }

    [Fact]
    public async Task A_form_rendered_before_somebody_elses_change_is_stale_also_at_the_same_moment()
    {
        var id = await OpenAsync(Form("Stale")).Done();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(() => ChangeAsync(id, Form("Stale") with { Revision = 1, LegalName = $"Version {i}" }))));

        Assert.Single(outcomes.OfType<Outcome<ClientId>.Done>());
        Assert.Equal(4, outcomes.OfType<Outcome<ClientId>.Stale>().Count());
        Assert.Equal(2, (await portal.EntriesOfAsync(id.Value)).Count);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        var refusals = await OpenAsync(new ChangeClients.Input { Name = new string('x', 121), LegalName = "\u200B", Registration = "a\nb" }).Refused();

        Assert.Equal(
            [(Rule.TooLong, "Name"), (Rule.Required, "LegalName"), (Rule.UnprintableText, "Registration"), (Rule.NotOffered, "Language"), (Rule.UnknownZone, "Zone")],
            refusals.Select(refusal => (refusal.Rule, refusal.Field!)));
    }

    [Fact]
    public async Task The_longest_name_of_letters_that_grow_in_normal_form_is_refused_and_no_fault() =>
        Assert.Equal(Rule.TooLong, Assert.Single(await OpenAsync(Form(string.Concat(Enumerable.Repeat("\u0958", 120)))).Refused()).Rule);

    [Fact]
    public async Task Only_who_manages_all_clients_opens_one()
    {
        var own = await OpenAsync(Form("Own")).Done();
        foreach (var (role, client) in new (Role, ClientId?)[]
        {
            (Role.Manager, own), (Role.Finance, null), (Role.Administrator, null), (Role.Auditor, null), (Role.ClientViewer, own), (Role.ClientSignatory, own),
        })
        {
            var other = await portal.PersonAsync(_administrator, $"Opening {role} {Guid.CreateVersion7():n}", role, client);
            Assert.IsType<Outcome<ClientId>.NotFound>(await portal.Get<ChangeClients>().OpenAsync(other, CommandId.New(), Form($"By {role}"), Cancellation));
        }
    }

    [Fact]
    public async Task Only_a_manager_of_the_client_changes_it()
    {
        var ours = await OpenAsync(Form("Ours")).Done();
        var theirs = await OpenAsync(Form("Theirs")).Done();
        var manager = await portal.PersonAsync(_administrator, $"Of ours {Guid.CreateVersion7():n}", Role.Manager, ours);
        foreach (var (role, client) in new (Role, ClientId?)[]
        {
            (Role.Manager, theirs), (Role.Finance, null), (Role.Administrator, null), (Role.Auditor, null), (Role.ClientViewer, ours), (Role.ClientSignatory, ours),
        })
        {
            var other = await portal.PersonAsync(_administrator, $"Changing {role} {Guid.CreateVersion7():n}", role, client);
            Assert.IsType<Outcome<ClientId>.NotFound>(await portal.Get<ChangeClients>().ChangeAsync(other, CommandId.New(), ours, Form("Ours") with { Revision = 1, LegalName = "Taken over" }, Cancellation));
        }

        await portal.Get<ChangeClients>().ChangeAsync(manager, CommandId.New(), ours, Form("Ours") with { Revision = 1, LegalName = "By right" }, Cancellation).Done();
        Assert.Equal("By right", (await ReadAsync(ours)).LegalName);
    }

    [Fact]
    public async Task Lists_and_pages_show_a_client_to_its_own_people_and_to_staff_for_all()
    {
        var ours = await OpenAsync(Form("Shown ours")).Done();
        var theirs = await OpenAsync(Form("Shown theirs")).Done();
        var reads = portal.Get<ClientReads>();
        async Task<List<ClientId>> Seen(Role role, ClientId? client)
        {
            var actor = await portal.ActorAsync(await portal.PersonAsync(_administrator, $"Looking {role} {Guid.CreateVersion7():n}", role, client));
            var listed = (await reads.ListAsync(actor, "Shown", null, Cancellation)).Rows.Select(row => row.Id).ToList();
            foreach (var id in new[] { ours, theirs }) Assert.Equal(listed.Contains(id), await reads.PageAsync(actor, id, Cancellation) is not null);
            return listed;
        }

        Assert.Equal([ours], await Seen(Role.ClientViewer, ours));
        Assert.Equal([theirs], await Seen(Role.Finance, theirs));
        Assert.Equal([ours, theirs], await Seen(Role.Auditor, null));
        Assert.Equal([ours, theirs], await Seen(Role.Manager, null));
        Assert.Empty(await Seen(Role.Administrator, null));
    }

    [Theory]
    [InlineData("100%", "100% Wool")]
    [InlineData("a_b", "a_b Ltd")]
    [InlineData(@"back\slash", @"back\slash")]
    public async Task A_search_takes_signs_as_they_are(string search, string name)
    {
        var sought = await OpenAsync(Form(name)).Done();
        await OpenAsync(Form($"1000 Wool axb backslash {Guid.CreateVersion7():n}")).Done();

        var found = await portal.Get<ClientReads>().ListAsync(await portal.ActorAsync(_manager), search, null, Cancellation);

        Assert.Equal([sought], found.Rows.Select(row => row.Id));
    }

    private Task<Outcome<ClientId>> OpenAsync(ChangeClients.Input form) => portal.Get<ChangeClients>().OpenAsync(_manager, CommandId.New(), form, Cancellation);

    private Task<Outcome<ClientId>> ChangeAsync(ClientId id, ChangeClients.Input form) => portal.Get<ChangeClients>().ChangeAsync(_manager, CommandId.New(), id, form, Cancellation);

    private Task<Client> ReadAsync(ClientId id) => portal.SeeAllAsync(db => db.Set<Client>().SingleAsync(c => c.Id == id, Cancellation));

    private static ChangeClients.Input Form(string name) => new() { Name = name, LegalName = $"{name} Ltd", Language = Language.English, Zone = "Europe/London", Reason = "The register says so" };
}
