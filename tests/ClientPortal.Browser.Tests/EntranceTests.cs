using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

public sealed class EntranceTests(BrowserHost host)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ru", 360)]
    public async Task Three_roles_sign_in_and_see_what_is_theirs(string language, int width)
    {
        await using (var administrator = await host.JourneyAsync(new Look(language, Width: width)))
        {
            await administrator.OpenAsync("/sign-in");
            await administrator.CheckAsync();
            await administrator.PictureAsync("sign-in");
            await administrator.SignInAnewAsync("nora@northlight.example");
            await administrator.CheckAsync();
            await administrator.OpenAsync("/administration/people");
            await administrator.CheckAsync();
            Assert.True(await administrator.Page.GetByText("Martin Hale").IsVisibleAsync());
            Assert.Equal(404, (await administrator.OpenAsync("/clients")).Status);
        }

        await using (var manager = await host.JourneyAsync(new Look(language, Width: width)))
        {
            await manager.SignInAnewAsync("martin@northlight.example");
            await manager.OpenAsync("/clients");
            await manager.CheckAsync();
            Assert.True(await manager.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Harbour Books" }).IsVisibleAsync());
            Assert.Equal(404, (await manager.OpenAsync("/administration/people")).Status);
        }

        await using var viewer = await host.JourneyAsync(new Look(language, Width: width));
        await viewer.SignInAnewAsync("tom@harbourbooks.example");
        await viewer.CheckAsync();
        await viewer.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Harbour Books" }).ClickAsync();
        await viewer.Page.ArriveAsync("**/clients/*");
        await viewer.CheckAsync();
        Assert.Equal(404, (await viewer.OpenAsync("/clients")).Status);
    }

    [Fact]
    public async Task Another_clients_address_is_not_found()
    {
        string vector;
        await using (var anna = await host.JourneyAsync(new Look("ru")))
        {
            await anna.SignInAsync("anna@vector.example");
            vector = await anna.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Вектор" }).GetAttributeAsync("href") ?? "";
            Assert.Equal(200, (await anna.OpenAsync(vector)).Status);
        }

        await using var tom = await host.JourneyAsync(new Look());
        await tom.SignInAsync("tom@harbourbooks.example");

        Assert.Equal(404, (await tom.OpenAsync(vector)).Status);
        Assert.Equal(404, (await tom.OpenAsync($"{vector}/edit")).Status);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_beside_the_address_that_was_typed()
    {
        await using var visit = await host.JourneyAsync(new Look());
        await visit.OpenAsync("/sign-in");
        await visit.Page.FillAsync("[name='Form.Email']", "felix@northlight.example");
        await visit.Page.FillAsync("[name='Form.Password']", "not the password");
        await visit.Page.ClickAsync("[data-form='password'] button:not([data-shows])");
        await visit.Page.WaitForSelectorAsync(".error-summary");

        Assert.Equal("felix@northlight.example", await visit.Page.InputValueAsync("[name='Form.Email']"));
        await visit.CheckAsync();
    }

    [Fact]
    public async Task A_person_is_invited_joins_by_the_mailed_link_and_must_add_a_second_factor()
    {
        await using var nora = await host.JourneyAsync(new Look());
        await nora.SignInAsync("nora@northlight.example");
        await nora.OpenAsync("/administration/people/invite");
        await nora.Page.FillAsync("[name='Form.Name']", "Olga Ray");
        await nora.Page.FillAsync("[name='Form.Email']", "olga@northlight.example");
        await nora.Page.SelectOptionAsync("[name='Form.Role']", "Auditor");
        await nora.Page.SelectOptionAsync("[name='Form.Language']", "English");
        await nora.Page.ClickAsync("[data-form='invite'] button");
        await nora.Page.ArriveAsync("**/administration/people/*invited=true");
        await nora.CheckAsync();
        var link = await host.InvitationLinkAsync("olga@northlight.example");

        await using var olga = await host.JourneyAsync(new Look());
        await olga.OpenAsync(link);
        await olga.CheckAsync();
        await olga.Page.FillAsync("[name='Form.Password']", "short");
        await olga.Page.FillAsync("[name='Form.Repeated']", "short");
        await olga.Page.ClickAsync("[data-form='join'] button:not([data-shows])");
        await olga.Page.WaitForSelectorAsync(".wrong-note");
        await olga.Page.FillAsync("[name='Form.Password']", "amber lighthouse 73");
        await olga.Page.FillAsync("[name='Form.Repeated']", "amber lighthouse 73");
        await olga.Page.ClickAsync("[data-form='join'] button:not([data-shows])");
        await olga.Page.ArriveAsync("**/sign-in?done=join");
        await olga.Page.FillAsync("[name='Form.Email']", "olga@northlight.example");
        await olga.Page.FillAsync("[name='Form.Password']", "amber lighthouse 73");
        await olga.Page.ClickAsync("[data-form='password'] button:not([data-shows])");
        await olga.Page.ArriveAsync("**/second-factor*");
        await olga.CheckAsync();
        var key = (await olga.Page.InnerTextAsync("code.key")).Replace(" ", "", StringComparison.Ordinal);
        await olga.Page.FillAsync("[name='Form.Code']", Domain.Access.Totp.CodeAt(key, TimeProvider.System.GetUtcNow()));
        await olga.Page.ClickAsync("[data-form='set-up'] button");
        await olga.Page.WaitForSelectorAsync(".codes");
        Assert.Equal(10, await olga.Page.Locator(".codes code").CountAsync());
        await olga.CheckAsync();
        await olga.Page.ClickAsync("main a.button");
        await olga.Page.WaitForSelectorAsync("h1:has-text('Olga')");
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_password()
    {
        await using var visit = await host.JourneyAsync(new Look());
        var devices = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        // Tom is in no journey that runs beside this one: two sign-ins of one person at one moment both write the person, and one may be refused.
        await visit.SignInAnewAsync("tom@harbourbooks.example");
        await visit.OpenAsync("/profile/security");
        await visit.CheckAsync();
        await visit.Page.FillAsync("[name='Form.PasskeyName']", "Office laptop");
        await visit.Page.ClickAsync("[data-passkey-makes]");
        await visit.Page.ArriveAsync("**/profile/security?done=passkey");
        Assert.True(await visit.Page.GetByText("Office laptop").IsVisibleAsync());
        await visit.Page.ClickAsync(".person summary");
        await visit.Page.ClickAsync("form[action='/sign-out'] button");
        await visit.Page.ArriveAsync("**/sign-in");
        await visit.Page.ClickAsync("[data-form='passkey'] button");
        await visit.Page.WaitForSelectorAsync("h1:has-text('Tom')");
    }

    [Fact]
    public async Task Who_is_shut_out_loses_the_open_page_and_what_others_see_stays()
    {
        await using var igor = await host.JourneyAsync(new Look("ru"));
        await igor.SignInAnewAsync("igor@vector.example");
        await igor.OpenAsync("/profile");
        await igor.Page.FillAsync("[name='Form.Name']", "Игорь Л.");

        await using var nora = await host.JourneyAsync(new Look());
        await nora.SignInAsync("nora@northlight.example");
        await nora.OpenAsync("/administration/people?q=igor");
        await nora.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Игорь Лебедев" }).ClickAsync();
        await nora.Page.WaitForSelectorAsync("#access");
        await nora.Page.Locator("section:has(#access) .reason summary").First.ClickAsync();
        await nora.Page.FillAsync("section:has(#access) .reason[open] textarea", "Left the company");
        await nora.Page.ClickAsync("[data-form='disable'] button");
        await nora.Page.ArriveAsync("**done=true");

        await igor.Page.ClickAsync("[data-form='profile'] button");
        await igor.Page.WaitForSelectorAsync("main a[href='/sign-in']");
        await igor.CheckAsync();
        await igor.OpenAsync("/profile");
        Assert.Contains("/sign-in", igor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_editing_one_client_see_both_texts_and_choose()
    {
        await using var martin = await host.JourneyAsync(new Look());
        await martin.SignInAsync("martin@northlight.example");
        await martin.OpenAsync("/clients");
        var harbour = await martin.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Harbour Books" }).GetAttributeAsync("href");
        await martin.OpenAsync($"{harbour}/edit");
        var second = await martin.Page.Context.NewPageAsync();
        await second.GotoAsync($"{harbour}/edit");
        await second.FillAsync("[name='Form.PostalAddress']", "2 Quay Street, Bristol");
        await second.FillAsync("[name='Form.Reason']", "They moved.");
        await second.ClickAsync("[data-form='client'] button");
        await second.ArriveAsync("**saved=true");

        await martin.Page.FillAsync("[name='Form.PostalAddress']", "3 Quay Street, Bristol");
        await martin.Page.FillAsync("[name='Form.Reason']", "They moved next door.");
        await martin.Page.ClickAsync("[data-form='client'] button");
        await martin.Page.WaitForSelectorAsync(".theirs");

        Assert.Equal("3 Quay Street, Bristol", await martin.Page.InputValueAsync("[name='Form.PostalAddress']"));
        Assert.Contains("2 Quay Street, Bristol", await martin.Page.InnerTextAsync(".theirs"), StringComparison.Ordinal);
        await martin.CheckAsync();
        await martin.Page.ClickAsync("[data-form='client'] button");
        await martin.Page.ArriveAsync("**saved=true");
        Assert.True(await martin.Page.GetByText("3 Quay Street, Bristol").IsVisibleAsync());
    }
}
