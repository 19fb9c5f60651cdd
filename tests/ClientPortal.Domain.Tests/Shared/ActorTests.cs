using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Shared;

public sealed class ActorTests
{
    private static readonly ClientId Ours = ClientId.New();
    private static readonly ClientId Theirs = ClientId.New();

    [Fact]
    public void A_role_for_a_client_counts_for_that_client_alone()
    {
        var manager = With(new ActorRole(Role.Manager, Ours));

        Assert.True(manager.IsFor(Ours, Role.Finance, Role.Manager));
        Assert.False(manager.IsFor(Theirs, Role.Manager));
        Assert.False(manager.IsFor(Ours, Role.Finance));
        Assert.True(manager.Sees(Ours));
        Assert.False(manager.Sees(Theirs));
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Finance)]
    [InlineData(Role.Auditor)]
    public void A_role_for_no_client_counts_for_all(Role role)
    {
        var actor = With(new ActorRole(role, null));

        Assert.True(actor.IsFor(Ours, role));
        Assert.True(actor.Sees(Theirs));
    }

    [Fact]
    public void An_administrator_as_such_sees_no_client_and_is_nothing_for_one()
    {
        var administrator = With(new ActorRole(Role.Administrator, null));

        Assert.False(administrator.Sees(Ours));
        Assert.False(administrator.IsFor(Ours, Role.Administrator));
        Assert.True(administrator.Is(Role.Administrator));
        Assert.True(With(new ActorRole(Role.Administrator, null), new ActorRole(Role.Manager, Ours)).Sees(Ours));
    }

    [Theory]
    [InlineData(Role.ClientViewer, false, false)]
    [InlineData(Role.ClientSignatory, false, true)]
    [InlineData(Role.Manager, true, true)]
    [InlineData(Role.Finance, true, true)]
    [InlineData(Role.Administrator, true, true)]
    [InlineData(Role.Auditor, true, true)]
    public void Staff_and_who_signs_need_a_second_factor(Role role, bool isStaff, bool needsSecondFactor)
    {
        var actor = With(new ActorRole(role, role.NeedsClient() ? Ours : null));

        Assert.Equal(isStaff, actor.IsStaff);
        Assert.Equal(needsSecondFactor, actor.NeedsSecondFactor);
    }

    [Fact]
    public void Somebody_without_a_role_sees_nothing_and_may_nothing()
    {
        var nobody = With();

        Assert.False(nobody.Sees(Ours));
        Assert.False(nobody.IsFor(Ours, Enum.GetValues<Role>()));
        Assert.False(nobody.Is(Enum.GetValues<Role>()));
        Assert.False(nobody.May(Right.SignForProvider));
        Assert.False(nobody.NeedsSecondFactor);
    }

    private static Actor With(params ActorRole[] roles) => new(PersonId.New(), "Somebody", [.. roles], []);
}
