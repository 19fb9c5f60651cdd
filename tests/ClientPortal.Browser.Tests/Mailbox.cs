using ClientPortal.Domain.Access;
using ClientPortal.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Browser.Tests;

/// <summary>What somebody finds in their mailbox.</summary>
internal static class Mailbox
{
    /// <summary>The link an invitation carries.</summary>
    public static async Task<string> InvitationLinkAsync(this BrowserHost host, string email)
    {
        await using var scope = host.PortalServices.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await users.FindByEmailAsync(email) ?? throw new InvalidOperationException($"{email} was not invited.");
        return $"/join?person={person.Id}&token={LinkToken.Write(await MailedLinks.InvitationTokenAsync(users, person))}";
    }
}
