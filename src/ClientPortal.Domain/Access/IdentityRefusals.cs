using ClientPortal.Domain.Shared;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Domain.Access;

/// <summary>What Identity refuses, in the portal's own terms.</summary>
public static class IdentityRefusals
{
    /// <summary>The refusals of a failed result.</summary>
    /// <param name="result">What Identity answered; it failed.</param>
    /// <param name="field">The field the refusal stands beside.</param>
    /// <exception cref="InvalidOperationException">Identity refused for a reason no form can cause.</exception>
    public static IReadOnlyList<Refusal> Of(IdentityResult result, string field) =>
        [.. result.Errors.Select(error => Of(error, field)).DistinctBy(refusal => refusal.Rule)];

    private static Refusal Of(IdentityError error, string field) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) => new(Rule.EmailTaken, field),
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => new(Rule.NotAnEmail, field),
        nameof(IdentityErrorDescriber.PasswordTooShort) => new(Rule.PasswordTooShort, field, PasswordPolicy.ShortestPassword),
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => new(Rule.PasswordTooUniform, field, PasswordPolicy.LeastDifferent),
        PasswordPolicy.Guessable => new(Rule.PasswordGuessable, field),
        nameof(IdentityErrorDescriber.PasswordMismatch) => new(Rule.PasswordWrong, field),
        nameof(IdentityErrorDescriber.InvalidToken) => new(Rule.LinkExpired, null),
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => throw new StaleRevision(),
        _ => throw new InvalidOperationException($"Identity refused with {error.Code}, which no form can cause."),
    };
}
