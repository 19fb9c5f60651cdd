using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>What the pages of contracts say, by the demonstration company's own contracts.</summary>
public sealed class ContractPagesTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Theory]
    [InlineData("claire@harbourbooks.example", "accepted on")]
    [InlineData("anna@vector.example", "принят")]
    public async Task A_stage_that_was_accepted_is_not_said_to_be_past_its_day(string email, string word)
    {
        using var signatory = await host.SignInAsync(email);
        var contract = Assert.Single(await host.ReadAsync<Guid>(
            $"SELECT DISTINCT a.contract_id FROM portal.stage_answer a JOIN portal.membership m USING (client_id) JOIN portal.person p ON p.id = m.person_id WHERE a.accepted AND p.email = '{email}'"));

        var page = await signatory.GetAsync($"/contracts/{contract}/stages");

        Assert.Equal(StatusCodes.Status200OK, page.Status);
        Assert.Contains(page.Page.QuerySelectorAll(".table td .hint"), hint => hint.TextContent.StartsWith(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_clause_takes_silence_for_acceptance()
    {
        using var martin = await host.SignInAsync("martin@northlight.example");
        var client = (await host.IdsOfAsync("Harbour Books"))[0];
        var begun = (await martin.GetAsync($"/contracts/new?client={client}")).Page;
        var kinds = begun.QuerySelectorAll("[name$='].Kind']").Select(kind => kind.QuerySelector("[selected]")?.GetAttribute("value") ?? kind.GetAttribute("value")).ToList();
        var standard = begun.QuerySelector($"[name='Form.Clauses[{kinds.IndexOf("Acceptance")}].Text']")!.TextContent;

        var clauses = await host.ReadAsync<string>("SELECT text FROM portal.terms_clause WHERE kind = 'Acceptance'");

        Assert.NotEmpty(clauses);
        Assert.All(clauses.Append(standard), text => Assert.Matches("Silence is not acceptance|Молчание не означает согласия", text));
    }

    [Fact]
    public async Task A_draft_is_read_on_its_page_by_the_providers_people_and_found_by_nobody_of_the_client()
    {
        var draft = (await host.ReadAsync<Guid>(
            "SELECT o.id FROM portal.contract o JOIN portal.client c ON c.id = o.client_id WHERE c.name = 'Harbour Books' AND o.state = 'Draft' AND EXISTS (SELECT FROM portal.contract_draft_stage s WHERE s.contract_id = o.id)"))[0];
        var texts = await host.ReadAsync<string>($"SELECT heading FROM portal.contract_draft_clause WHERE contract_id = '{draft}' UNION SELECT name FROM portal.contract_draft_stage WHERE contract_id = '{draft}'");
        using var martin = await host.SignInAsync("martin@northlight.example");
        using var claire = await host.SignInAsync("claire@harbourbooks.example");

        var text = (await martin.GetAsync($"/contracts/{draft}")).Page.QuerySelector("[aria-labelledby=draft-text]")!;

        Assert.NotEmpty(texts);
        Assert.All(texts.Where(part => part.Length > 0), part => Assert.Contains(part, text.TextContent, StringComparison.Ordinal));
        Assert.Matches("Total( so far)?", text.QuerySelector("tfoot")!.TextContent);
        Assert.Equal(StatusCodes.Status404NotFound, (await claire.GetAsync($"/contracts/{draft}")).Status);
    }

    [Theory]
    [InlineData("martin@northlight.example", "Harbour Books", "London time")]
    [InlineData("anna@vector.example", "Вектор", "по московскому времени")]
    public async Task A_contract_says_its_zone_in_words(string email, string client, string zone)
    {
        using var reader = await host.SignInAsync(email);
        var contract = (await host.ReadAsync<Guid>($"SELECT o.id FROM portal.contract o JOIN portal.client c ON c.id = o.client_id WHERE c.name = '{client}' AND o.state = 'InForce'"))[0];

        var facts = (await reader.GetAsync($"/contracts/{contract}")).Page.QuerySelector("aside")!;

        Assert.Contains(zone, facts.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Europe/", facts.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_change_in_an_amendment_is_parted_by_what_it_is()
    {
        using var martin = await host.SignInAsync("martin@northlight.example");
        var contract = (await host.ReadAsync<Guid>("SELECT o.id FROM portal.contract o JOIN portal.client c ON c.id = o.client_id WHERE c.name = 'Harbour Books' AND o.state = 'InForce'"))[0];

        var choice = (await martin.GetAsync($"/contracts/{contract}/changes/new")).Page.QuerySelector("#add")!;

        Assert.Equal(["Wording of clauses", "Prices", "Days", "Add", "Take out"], choice.QuerySelectorAll("optgroup").Select(group => group.GetAttribute("label")));
        Assert.All(choice.QuerySelectorAll("option"), option => Assert.Equal("OPTGROUP", option.ParentElement!.TagName));
    }

    [Fact]
    public async Task A_sign_page_asks_nothing_of_a_side_that_has_signed()
    {
        using var martin = await host.SignInAsync("martin@northlight.example");
        var contract = (await host.ReadAsync<Guid>("SELECT id FROM portal.contract WHERE state = 'InForce'"))[0];

        var page = (await martin.GetAsync($"/contracts/{contract}/sign")).Page.QuerySelector("main")!;

        Assert.DoesNotContain("Sign:", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("is what you sign", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("Your side has signed", page.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contracts", "contract", "offered_at - interval '1 day'", "Nothing had been offered by then.")]
    [InlineData("quotes", "quote", "issued_at - interval '1 day'", "No edition of it had been issued yet.")]
    [InlineData("quotes", "quote", "issued_at", "As of")]
    public async Task A_page_says_how_its_subject_stood_at_a_minute_and_leads_back_to_now(string area, string table, string moment, string said)
    {
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        var id = (await host.ReadAsync<Guid>($"SELECT t.id FROM portal.{table} t JOIN portal.client c ON c.id = t.client_id WHERE c.name = 'Harbour Books' AND t.state IN ('InForce', 'Accepted') ORDER BY t.created_at LIMIT 1"))[0];
        var at = (await host.ReadAsync<string>($"SELECT to_char(({moment}) AT TIME ZONE 'Europe/London', '\"on=\"YYYY-MM-DD\"&time=\"HH24:MI') FROM portal.{table} WHERE id = '{id}'"))[0];

        var page = (await claire.GetAsync($"/{area}/{id}?{at}")).Page;

        Assert.Contains(page.QuerySelectorAll(".notice"), notice => notice.TextContent.Contains(said, StringComparison.Ordinal) && notice.QuerySelector($"a[href='/{area}/{id}']") is not null);
        Assert.Equal(at, $"on={page.QuerySelector(".as-of [name=on]")!.GetAttribute("value")}&time={page.QuerySelector(".as-of [name=time]")!.GetAttribute("value")}");
        Assert.Empty(page.QuerySelectorAll("main form[method=post]"));
    }
}
