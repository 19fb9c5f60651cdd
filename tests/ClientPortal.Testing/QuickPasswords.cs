using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Testing;

/// <summary>Passwords that are cheap to guess: whoever steals this database finds only people who do not exist.</summary>
public static class QuickPasswords
{
    /// <summary>Lets each sign-in of a test take no longer than it must.</summary>
    public static void Add(IServiceCollection services) => services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
}
