namespace ClientPortal.Web.Tests;

/// <summary>What an administrator is offered on a person's page.</summary>
public sealed class PeoplePageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_person_of_a_client_is_offered_roles_of_clients_and_no_right_of_staff()
    {
        using var nora = await host.SignInAsync("nora@northlight.example");
        foreach (var (email, isStaff) in new[] { ("claire@harbourbooks.example", false), ("felix@northlight.example", true) })
        {
            var person = Assert.Single(await host.ReadAsync<Guid>($"SELECT id FROM portal.person WHERE email = '{email}'"));
            var page = (await nora.GetAsync($"/administration/people/{person}")).Page;
            Assert.Equal(isStaff, page.QuerySelector("[data-form='grant-SignForProvider']") is not null);
            var roles = page.QuerySelectorAll("[name='Form.Role'] option").Select(role => role.GetAttribute("value")!).Where(role => role.Length > 0).ToList();
            Assert.NotEmpty(roles);
            Assert.All(roles, role => Assert.Equal(isStaff, !role.StartsWith("Client", StringComparison.Ordinal)));
        }
    }
}
