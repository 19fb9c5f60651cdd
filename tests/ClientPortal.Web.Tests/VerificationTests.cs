using System.Net;
using ClientPortal.Domain.Records.Verifying;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Web.Tests;

/// <summary>H2: an auditor verifies the record from a page, reads what is wrong in words, and is told without asking.</summary>
public sealed class VerificationTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Address = "/record/verification";
    private const string Auditor = "astrid@northlight.example";
    private const string Administrator = "nora@northlight.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_for_auditors_and_administrators_and_its_links_stand_where_they_come_by()
    {
        foreach (var (email, status) in new[] { (Auditor, 200), (Administrator, 200), ("martin@northlight.example", 404), ("felix@northlight.example", 404), ("claire@harbourbooks.example", 404), ("tom@harbourbooks.example", 404) })
        {
            using var person = await host.SignInAsync(email);
            Assert.Equal((email, status), (email, (await person.GetAsync(Address)).Status));
        }

        using var auditor = await host.SignInAsync(Auditor);
        foreach (var page in new[] { "/", "/record" }) Assert.NotNull((await auditor.GetAsync(page)).Page.QuerySelector($"main a[href='{Address}']"));
        using var administrator = await host.SignInAsync(Administrator);
        Assert.NotNull((await administrator.GetAsync("/administration/record")).Page.QuerySelector($"main a[href='{Address}']"));
        using var client = await host.SignInAsync("claire@harbourbooks.example");
        Assert.Null((await client.GetAsync("/record")).Page.QuerySelector($"main a[href='{Address}']"));
        // The night of the demonstration found everything whole.
        Assert.Contains("stand as they were signed", (await auditor.GetAsync(Address)).Page.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_tampered_with_is_found_told_and_said_to_clients_until_it_is_whole_again()
    {
        using var auditor = await host.SignInAsync(Auditor);
        Assert.Equal("Healthy", await HealthAsync());
        var entry = (await host.ReadAsync<Guid>("SELECT l.entry_id FROM portal.log_leaf l JOIN portal.client c ON c.id = l.log_id WHERE c.name = 'Harbour Books' AND l.index = 2")).Single();
        var code = (await host.ReadAsync<string>($"SELECT code FROM portal.entry WHERE id = '{entry}'")).Single();

        await TamperAsync(entry, "client.chanced");
        var wrong = await VerifyAsync(auditor);

        Assert.Contains("1 thing is not as it was signed", wrong.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        var finding = Assert.Single(wrong.QuerySelectorAll("main section[aria-labelledby=findings] tbody tr"));
        Assert.Contains("something else beside the entry than the entry itself: code", finding.TextContent, StringComparison.Ordinal);
        Assert.Contains("Harbour Books", finding.TextContent, StringComparison.Ordinal);
        var link = finding.QuerySelector("a")!;
        Assert.Equal("No. 2", link.TextContent);
        Assert.Contains(entry.ToString(), (await auditor.GetAsync(link.GetAttribute("href")!)).Text, StringComparison.Ordinal);
        Assert.Equal("Degraded", await HealthAsync());
        Assert.Equal([Auditor, Administrator], await host.ReadAsync<string>(
            "SELECT p.email::text FROM portal.entry e JOIN portal.delivery d ON d.entry_id = e.id JOIN portal.person p ON p.id = d.person_id WHERE e.code = 'record.broken' ORDER BY 1"));
        var notice = (await auditor.GetAsync("/notices")).Page.QuerySelectorAll("main a").First(told => told.TextContent.Contains("Verification of the record found 1 thing", StringComparison.Ordinal));
        var opened = await auditor.GetAsync((await auditor.GetAsync(notice.GetAttribute("href")!)).Location!);
        Assert.Contains("1 thing is not as it was signed", opened.Text, StringComparison.Ordinal);
        Assert.Contains("something was not as it was signed", await ClientReadsAsync(), StringComparison.Ordinal);

        await TamperAsync(entry, code);
        var whole = await VerifyAsync(auditor);

        Assert.Contains("stand as they were signed", whole.QuerySelector(".answer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Healthy", await HealthAsync());
        Assert.Single(await host.ReadAsync<string>("SELECT code FROM portal.entry WHERE code = 'record.whole'"));
        Assert.Contains("everything stood as it was signed", await ClientReadsAsync(), StringComparison.Ordinal);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> VerifyAsync(Walker auditor)
    {
        var form = Walker.FormsOf(Address, (await auditor.GetAsync(Address)).Page).Single(form => form.Name == "verify");
        Assert.Equal(StatusCodes.Status302Found, (await auditor.SendAsync(form, _ => null)).Status);
        var runs = host.Services.GetRequiredService<VerificationRuns>();
        while (true)
        {
            // The server is at it itself, once it has been up for some seconds.
            await runs.RunAsync(Cancellation);
            var page = (await auditor.GetAsync(Address)).Page;
            if (page.QuerySelector("[data-fresh]") is null) return page;
            Assert.NotNull(page.QuerySelector("progress"));
        }
    }

    private async Task<string> HealthAsync()
    {
        using var stranger = host.Stranger();
        var ready = await stranger.GetAsync("/health/ready");
        Assert.Equal((int)HttpStatusCode.OK, ready.Status);
        return ready.Text;
    }

    private async Task<string> ClientReadsAsync()
    {
        using var client = await host.SignInAsync("claire@harbourbooks.example");
        var contract = (await host.ReadAsync<Guid>("SELECT k.id FROM portal.contract k JOIN portal.client c ON c.id = k.client_id WHERE c.name = 'Harbour Books' AND k.applies_from IS NOT NULL LIMIT 1")).Single();
        return (await client.GetAsync($"/contracts/{contract}/record")).Page.QuerySelector(".record-verified")!.TextContent;
    }

    // As the owner can, who migrates: guards are off while it is done.
    private async Task TamperAsync(Guid entry, string code)
    {
        await using var owner = new NpgsqlConnection(host.Settings["ConnectionStrings:Owner"]);
        await owner.OpenAsync(Cancellation);
        await using var batch = new NpgsqlBatch(owner);
        batch.BatchCommands.Add(new("ALTER TABLE portal.entry DISABLE TRIGGER USER"));
        batch.BatchCommands.Add(new("UPDATE portal.entry SET code = $1 WHERE id = $2") { Parameters = { new() { Value = code }, new() { Value = entry } } });
        batch.BatchCommands.Add(new("ALTER TABLE portal.entry ENABLE ALWAYS TRIGGER refuse_change"));
        batch.BatchCommands.Add(new("ALTER TABLE portal.entry ENABLE ALWAYS TRIGGER refuse_truncate"));
        batch.BatchCommands.Add(new("ALTER TABLE portal.entry ENABLE ALWAYS TRIGGER wait_for_place"));
        await batch.ExecuteNonQueryAsync(Cancellation);
    }
}
