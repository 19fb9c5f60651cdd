using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ClientPortal.Browser.Tests;

public sealed class BellTests(BrowserHost host)
{
    // Whom no other journey tells anything, so that her bell can be counted.
    private const string Astrid = "astrid@northlight.example";

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ru", 360)]
    public async Task The_bell_of_an_open_page_rings_by_itself_and_its_list_leads_on(string language, int width)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync(Astrid);
        var bell = visit.Page.Locator("[data-bell]");
        var before = await CountAsync(bell);
        await TellAsync(Astrid);
        await visit.Page.WaitForFunctionAsync("count => Number(document.querySelector('[data-bell]')?.dataset.bell) > count", before);
        Assert.Equal((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), await visit.Page.Locator("[data-bell-count]").InnerTextAsync());
        Assert.Equal("none", await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('[data-bell] .icon')).animationName"));

        await bell.ClickAsync();
        await visit.Page.ArriveAsync("**/notices");
        await visit.CheckAsync();
        await visit.PictureAsync("notices");
        Assert.True(await visit.Page.Locator(".told li.new").CountAsync() > 0);
        await visit.Page.Locator(".told li.new a").First.ClickAsync();
        await visit.Page.ArriveAsync("**/profile");
        await visit.Page.WaitForFunctionAsync("count => Number(document.querySelector('[data-bell]')?.dataset.bell) === count", before);
        await visit.CheckAsync();
    }

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("ru", 360)]
    public async Task Messages_in_trouble_and_the_mails_of_development_are_fit_to_be_read(string language, int width)
    {
        await using var visit = await host.JourneyAsync(new Look(language, Width: width));
        await visit.SignInAsync("nora@northlight.example");
        await visit.OpenAsync("/administration/deliveries");
        await visit.CheckAsync();
        await visit.PictureAsync("deliveries");
        await visit.OpenAsync("/mail");
        await visit.CheckAsync();
        await visit.PictureAsync("mail");
    }

    private static async Task<int> CountAsync(ILocator bell) =>
        int.Parse(await bell.GetAttributeAsync("data-bell") ?? "", System.Globalization.CultureInfo.InvariantCulture);

    // What tells somebody something: a right given, or taken away again.
    private async Task TellAsync(string email)
    {
        await using var scope = host.PortalServices.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var (nora, person) = ((await users.FindByEmailAsync("nora@northlight.example"))!, (await users.FindByEmailAsync(email))!);
        var rights = scope.ServiceProvider.GetRequiredService<ChangeRights>();
        var input = new ReasonInput { Revision = person.Revision, Reason = "while Martin is away" };
        var held = await HeldAsync(scope.ServiceProvider, nora.Id, person.Id);
        var outcome = held is { } right
            ? await rights.RevokeAsync(nora.Id, CommandId.New(), person.Id, right, input, TestContext.Current.CancellationToken)
            : await rights.GrantAsync(nora.Id, CommandId.New(), person.Id, Right.SignForProvider, input, TestContext.Current.CancellationToken);
        Assert.IsType<Outcome<GrantId>.Done>(outcome);
    }

    private static async Task<GrantId?> HeldAsync(IServiceProvider services, PersonId administrator, PersonId person)
    {
        var actor = new Actor(administrator, "", [new ActorRole(Role.Administrator, null)], []);
        var page = await services.GetRequiredService<AccessReads>().PersonAsync(actor, person, TestContext.Current.CancellationToken);
        return page!.Rights.Select(right => (GrantId?)right.Id).SingleOrDefault();
    }
}
