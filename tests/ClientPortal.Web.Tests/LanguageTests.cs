namespace ClientPortal.Web.Tests;

public sealed class LanguageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task Who_is_signed_in_and_switches_the_language_reads_in_it_from_the_next_page_on_and_at_the_next_sign_in()
    {
        using var tom = await host.SignInAsync("tom@harbourbooks.example");
        var home = await tom.GetAsync("/");
        Assert.Equal("en", home.Page.DocumentElement.GetAttribute("lang"));
        var form = Walker.FormsOf("/", home.Page).First(form => form.Address == "/language");
        var answer = await tom.PostAsync("/language", [.. form.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("language", "ru")]);
        Assert.Equal("/", answer.Location);
        Assert.Equal("ru", (await tom.GetAsync("/")).Page.DocumentElement.GetAttribute("lang"));

        using var elsewhere = await host.SignInAsync("tom@harbourbooks.example");
        Assert.Equal("ru", (await elsewhere.GetAsync("/")).Page.DocumentElement.GetAttribute("lang"));
    }
}
