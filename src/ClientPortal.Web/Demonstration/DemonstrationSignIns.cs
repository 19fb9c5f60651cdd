using ClientPortal.Domain.Access;
using ClientPortal.Web.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Demonstration;

/// <summary>Whom to sign in as, in Development.</summary>
public sealed class DemonstrationSignIns(UserManager<Person> users, IStringLocalizer<PeopleWords> words, TimeProvider clock)
{
    /// <summary>Somebody to sign in as.</summary>
    /// <param name="Name">Their name.</param>
    /// <param name="What">What they are here.</param>
    /// <param name="Email">Their sign-in name.</param>
    /// <param name="Code">The code their authenticator shows now; null when they have none.</param>
    public sealed record Row(string Name, string What, string Email, string? Code);

    /// <summary>The people of the demonstration company that are there.</summary>
    public async Task<IReadOnlyList<Row>> ListAsync()
    {
        var rows = new List<Row>();
        foreach (var known in DemonstrationCompany.People)
        {
            if (await users.FindByEmailAsync(known.Email) is not { IsWelcome: true } person) continue;
            var key = person.TwoFactorEnabled ? await users.GetAuthenticatorKeyAsync(person) : null;
            var what = known.Roles.Select(role => words[$"Role{role.Role}"].Value + (role.Client is null ? string.Empty : $", {role.Client}"));
            rows.Add(new Row(known.Name, string.Join("; ", what), known.Email, key is null ? null : Totp.CodeAt(key, clock.GetUtcNow())));
        }

        return rows;
    }
}
