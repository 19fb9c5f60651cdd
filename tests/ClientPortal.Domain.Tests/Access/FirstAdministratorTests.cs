using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Access;

public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private readonly TestPortal _portal = new();

    private static InvitePerson.Input Form => new() { Name = "Ada Root", Email = "ada@provider.test", Language = Language.English, Zone = "Europe/London" };

    public async ValueTask InitializeAsync() => await _portal.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task The_first_administrator_is_invited_while_there_is_none_and_never_after()
    {
        await using var owner = await OwnerAsync();
        var first = owner.GetRequiredService<FirstAdministrator>();
        await Assert.ThrowsAsync<RuleBroken>(() => first.InviteAsync(Form with { Email = "nobody" }, TestContext.Current.CancellationToken));

        Assert.NotNull(await first.InviteAsync(Form, TestContext.Current.CancellationToken));

        Assert.Null(await first.InviteAsync(Form with { Email = "second@provider.test" }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_portal_itself_stands_in_the_record_as_who_invited()
    {
        await using var owner = await OwnerAsync();
        var administrator = await owner.GetRequiredService<FirstAdministrator>().InviteAsync(Form, TestContext.Current.CancellationToken);

        Assert.Null(Assert.Single(await _portal.EntriesOfAsync(administrator!.Value.Value)).ActorId);
    }

    [Fact]
    public async Task The_applications_own_login_cannot_make_an_administrator() =>
        await Assert.ThrowsAnyAsync<Exception>(() => _portal.Get<FirstAdministrator>().InviteAsync(Form, TestContext.Current.CancellationToken));

    private async Task<ServiceProvider> OwnerAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_portal.Clock);
        services.AddPortalDomain(await _portal.ConnectionStringAsync(DatabaseRoles.Owner));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
