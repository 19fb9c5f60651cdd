using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Access;

public sealed class InvitationTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _administrator;

    public async ValueTask InitializeAsync() => _administrator = await portal.AdministratorAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_invited_and_joins_has_the_role_they_were_invited_for()
    {
        var manager = await portal.PersonAsync(_administrator, "Max Manager", Role.Manager);

        var actor = await portal.ActorAsync(manager);

        Assert.True(actor.Is(Role.Manager));
        Assert.True(actor.IsStaff);
    }
}
