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
    public async Task A_sign_page_asks_nothing_of_a_side_that_has_signed()
    {
        using var martin = await host.SignInAsync("martin@northlight.example");
        var contract = (await host.ReadAsync<Guid>("SELECT id FROM portal.contract WHERE state = 'InForce'"))[0];

        var page = (await martin.GetAsync($"/contracts/{contract}/sign")).Page.QuerySelector("main")!;

        Assert.DoesNotContain("Sign:", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("is what you sign", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("Your side has signed", page.TextContent, StringComparison.Ordinal);
    }
}
