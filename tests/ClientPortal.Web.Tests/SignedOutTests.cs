using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>Whoever sends a form after their session ended loses nothing of what they typed.</summary>
public sealed class SignedOutTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Tom = "tom@harbourbooks.example";

    [Fact]
    public async Task What_was_typed_is_kept_until_it_is_sent_after_signing_in_again()
    {
        using var tom = await host.SignInAsync(Tom);
        var form = FormOf("/profile", await tom.GetAsync("/profile"), form => form.Name == "profile");
        await SignOutAsync(tom);

        var refused = await tom.SendAsync(form, field => field.Name == "Form.Name" ? "Thomas Reyes" : null);
        await tom.SignInAsync(Tom);
        var old = await tom.SendAsync(Resend(refused), _ => null);
        var sent = await tom.SendAsync(Resend(old), _ => null);

        Assert.Equal((StatusCodes.Status401Unauthorized, StatusCodes.Status400BadRequest, StatusCodes.Status302Found), (refused.Status, old.Status, sent.Status));
        Assert.NotNull(refused.Page.QuerySelector("main a[href='/sign-in'][target=_blank]"));
        Assert.Equal("Thomas Reyes", Assert.Single(await host.ReadAsync<string>($"SELECT name FROM portal.person WHERE email = '{Tom}'")));
    }

    [Fact]
    public async Task What_another_site_sends_in_somebodys_name_is_not_kept_to_be_sent_again()
    {
        using var tom = await host.SignInAsync(Tom);
        var form = FormOf("/profile", await tom.GetAsync("/profile"), form => form.Name == "profile");
        using var stranger = new Walker(host.ClientOptions.BaseAddress, from: "cross-site");

        var answer = await stranger.SendAsync(form, _ => null);

        Assert.Equal(StatusCodes.Status401Unauthorized, answer.Status);
        Assert.Null(answer.Page.QuerySelector("#resend"));
    }

    [Fact]
    public async Task Passwords_are_not_kept()
    {
        using var tom = await host.SignInAsync(Tom);
        var form = FormOf("/profile/security", await tom.GetAsync("/profile/security"), form => form.Fields.Any(field => field.Name.Contains("Password", StringComparison.Ordinal) || field.Name.Contains("Present", StringComparison.Ordinal)));
        await SignOutAsync(tom);

        var answer = await tom.SendAsync(form, field => field.IsTyped ? "violet harbour 42" : null);

        Assert.Equal(StatusCodes.Status401Unauthorized, answer.Status);
        Assert.DoesNotContain("violet harbour 42", answer.Text, StringComparison.Ordinal);
    }

    private static async Task SignOutAsync(Walker tom) =>
        Assert.Equal(StatusCodes.Status302Found, (await tom.SendAsync(FormOf("/", await tom.GetAsync("/"), form => form.Address.StartsWith("/sign-out", StringComparison.Ordinal)), _ => null)).Status);

    private static Walker.Form Resend(Walker.Answer answer) => FormOf("/profile", answer, form => form.Fields.Any(field => field.Name == "Form.Name"));

    private static Walker.Form FormOf(string address, Walker.Answer page, Func<Walker.Form, bool> which) => Walker.FormsOf(address, page.Page).First(which);
}
