using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientPortal.Domain.Access;

/// <summary>Puts people, their sign-in and what they may do into a service collection.</summary>
public static class AccessServices
{
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResetLasts = TimeSpan.FromHours(2);

    /// <summary>Identity over the portal's database, its keys in the database too, and the use cases of the area.</summary>
    public static IdentityBuilder AddPortalAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("ClientPortal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = provider.GetRequiredService<KeyRing>()));
        services.AddTransient<InvitePerson>().AddTransient<GrantRole>().AddTransient<EndRole>().AddTransient<ChangeRights>()
            .AddTransient<ChangeAccess>().AddTransient<OwnAccount>().AddTransient<MailedLinks>().AddTransient<AccessReads>().AddTransient<FirstAdministrator>().AddTransient<Sessions>();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = ResetLasts);
        services.AddScoped<PersonStore>();
        services.AddScoped<IUserStore<Person>>(provider => provider.GetRequiredService<PersonStore>());
        return services.AddIdentityCore<Person>(Configure)
            .AddPasswordValidator<PasswordPolicy>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<InvitationTokens>(MailedLinks.InvitationProvider);
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        // The sign-in name is the address, in whatever script its mailbox is written.
        options.User.AllowedUserNameCharacters = string.Empty;
        options.Password.RequiredLength = PasswordPolicy.ShortestPassword;
        options.Password.RequiredUniqueChars = PasswordPolicy.LeastDifferent;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.Tokens.AuthenticatorIssuer = "ClientPortal";
    }

    /// <summary>Tokens of invitations: they last a week, where a reset lasts two hours.</summary>
    private sealed class InvitationTokens(IDataProtectionProvider protection, ILogger<InvitationTokens> log)
        : DataProtectorTokenProvider<Person>(protection, Microsoft.Extensions.Options.Options.Create(new DataProtectionTokenProviderOptions { Name = MailedLinks.InvitationProvider, TokenLifespan = InvitationLasts }), log);
}
