using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Domain.Access;

/// <summary>
/// Length instead of riddles: at least twelve characters, not all alike, not the person's own name or address, none of
/// the patterns everybody tries first (NIST SP 800-63B-4, section 3.1.1).
/// </summary>
public sealed class PasswordPolicy : IPasswordValidator<Person>
{
    /// <summary>The fewest characters.</summary>
    public const int ShortestPassword = 12;

    /// <summary>The most characters; more would only slow the hashing down.</summary>
    public const int LongestPassword = 200;

    /// <summary>The fewest different characters.</summary>
    public const int LeastDifferent = 5;

    internal const string Guessable = "PasswordGuessable";

    private static readonly string[] TriedFirst =
    [
        "password", "passw0rd", "qwerty", "123456", "abcdef", "iloveyou", "letmein", "welcome", "admin", "йцукен", "пароль", "любовь", "clientportal",
    ];

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(IsGuessable(user, password ?? string.Empty)
            ? IdentityResult.Failed(new IdentityError { Code = Guessable })
            : IdentityResult.Success);

    private static bool IsGuessable(Person person, string password)
    {
        if (password.Length > LongestPassword) return true;
        var rest = password;
        foreach (var known in TriedFirst.Concat(Own(person)).Where(word => word.Length >= 4))
            rest = rest.Replace(known, string.Empty, StringComparison.OrdinalIgnoreCase);
        // What is left once the known parts are taken out must still be work to guess.
        return rest.Length < password.Length && rest.Length < ShortestPassword / 2;
    }

    private static IEnumerable<string> Own(Person person) => [.. person.Name.Split(' '), .. (person.Email ?? string.Empty).Split('@', '.')];
}
