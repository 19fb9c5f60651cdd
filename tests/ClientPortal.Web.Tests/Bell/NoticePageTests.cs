using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Notices;
using ClientPortal.Web.Bell;
using ClientPortal.Web.Hosting;
using Npgsql;

namespace ClientPortal.Web.Tests.Bell;

public sealed class NoticePageTests(BellHost host) : IClassFixture<BellHost>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_shows_by_day_what_is_new_and_the_bell_its_number()
    {
        var person = await host.PersonAsync("Lara List");
        await host.TellAsync(person);
        host.Node.Clock.Advance(TimeSpan.FromDays(1));
        await host.TellAsync(person);
        using var browser = host.Browse(person);
        var page = await OpenAsync(browser, "/notices");
        Assert.Equal("3", page.QuerySelector("[data-bell-count]")!.TextContent);
        Assert.Equal("Notices: 3 unseen", page.QuerySelector("[data-bell]")!.GetAttribute("aria-label"));
        Assert.Equal(2, page.QuerySelectorAll(".told-day").Length);
        Assert.Equal(3, page.QuerySelectorAll(".told li.new").Length);
        Assert.Contains("Ada Root gave you the role “Manager”.", page.QuerySelector(".told-day:last-of-type .told")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_a_notice_from_a_mail_marks_it_and_leads_to_what_it_is_about()
    {
        var person = await host.PersonAsync("Mona Mail");
        var notice = await FirstAsync(person);
        using var browser = host.Browse(person);
        using var answer = await browser.GetAsync(new Uri(NoticeAddress.FromMail(notice), UriKind.Relative), Now);
        Assert.Equal((HttpStatusCode.Redirect, "/profile"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        await using var database = await host.Node.ConnectAsAdministratorAsync();
        await using var query = new NpgsqlCommand("SELECT seen_through FROM portal.notice WHERE id = $1", database) { Parameters = { new() { Value = notice.Value } } };
        Assert.Equal("MailLink", await query.ExecuteScalarAsync(Now));
        var page = await OpenAsync(browser, "/notices");
        Assert.Empty(page.QuerySelectorAll(".told li.new"));
        Assert.True(page.QuerySelector("[data-bell-count]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Another_persons_notice_is_not_found()
    {
        var notice = await FirstAsync(await host.PersonAsync("Petra Private"));
        using var browser = host.Browse(host.Manager);
        using var answer = await browser.GetAsync(new Uri(NoticeAddress.Of(notice), UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_administrator_sees_messages_in_trouble_and_has_one_sent_again()
    {
        await host.PersonAsync("Tina Trouble");
        await using (var database = await host.Node.ConnectAsAdministratorAsync())
        {
            await using var park = new NpgsqlCommand(
                """
                WITH parked AS (UPDATE portal.delivery SET state = 'Parked', sent_at = NULL, attempts = 1
                    WHERE id = (SELECT d.id FROM portal.delivery d JOIN portal.person p ON p.id = d.person_id WHERE p.name = 'Tina Trouble' ORDER BY d.id LIMIT 1) RETURNING id)
                INSERT INTO portal.delivery_attempt (delivery_id, number, at, fault) SELECT id, 100, now(), 'smtp-550' FROM parked
                """,
                database);
            await park.ExecuteNonQueryAsync(Now);
        }

        using var browser = host.Browse(host.Administrator, "en", Policies.Administration);
        var page = await OpenAsync(browser, "/administration/deliveries");
        var row = page.QuerySelectorAll("tbody tr").Single(line => line.TextContent.Contains("Tina Trouble", StringComparison.Ordinal));
        Assert.Contains("The mail server refuses (550)", row.TextContent, StringComparison.Ordinal);
        var form = row.QuerySelector("form")!;
        using var posted = await browser.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative),
            new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!))), Now);
        Assert.Equal((HttpStatusCode.Redirect, "/administration/deliveries"), (posted.StatusCode, posted.Headers.Location!.OriginalString));
        Assert.DoesNotContain("Given up", (await OpenAsync(browser, "/administration/deliveries")).QuerySelector("tbody")?.TextContent ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_messages_in_trouble_is_not_found_for_others()
    {
        using var browser = host.Browse(host.Manager);
        using var answer = await browser.GetAsync(new Uri("/administration/deliveries", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task In_development_mail_is_written_down_and_shown_with_its_link()
    {
        var person = await host.PersonAsync("Wilma Written");
        await host.Node.Get<Domain.Access.MailedLinks>().ForgotPasswordAsync("wilma.written@people.test", Now);
        using var browser = host.Browse(person);
        // The running dispatcher is woken by the commit; the page shows the mail as soon as it is written.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Now);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        IElement? written = null;
        while (written is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            written = (await OpenAsync(browser, "/mail")).QuerySelectorAll(".written-mail")
                .FirstOrDefault(mail => mail.TextContent.Contains("wilma.written@people.test", StringComparison.Ordinal) && mail.QuerySelector("h2")!.TextContent == "Set a new password");
        }

        Assert.Contains("/reset?person=", written.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(host.MailFolder, "*.eml"));
    }

    private async Task<NoticeId> FirstAsync(PersonId person) => (await host.Node.Get<NoticeReads>().PageAsync(person, null, Now)).Rows[0].Id;

    private static async Task<IDocument> OpenAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && browser.DefaultRequestHeaders.Contains("Cookie") is false)
            browser.DefaultRequestHeaders.Add("Cookie", cookies.Select(cookie => cookie.Split(';')[0]));
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
    }
}
