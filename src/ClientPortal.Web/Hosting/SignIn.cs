using System.Threading.RateLimiting;
using ClientPortal.Domain;
using ClientPortal.Domain.Access;
using ClientPortal.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ClientPortal.Web.Hosting;

/// <summary>How a person is known from one request to the next: a cookie that names a session, and the addresses around it.</summary>
internal static class SignIn
{
    /// <summary>Where who is not signed in is sent.</summary>
    public const string Address = "/sign-in";

    /// <summary>A plain post here ends the session.</summary>
    public const string OutAddress = "/sign-out";

    /// <summary>Where who owes a second factor is sent.</summary>
    public const string SecondFactorAddress = "/second-factor";

    /// <summary>A post here answers what the browser needs to use a passkey.</summary>
    public const string PasskeyRequestAddress = "/passkeys/request";

    /// <summary>A post here answers what the browser needs to make a passkey.</summary>
    public const string PasskeyCreationAddress = "/passkeys/creation";

    private static readonly string[] Guessed = [Address, "/forgot", "/reset", "/join", SecondFactorAddress, PasskeyRequestAddress, "/profile/security"];

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalDomain(builder.Configuration.GetConnectionString("Portal") ?? string.Empty).AddSignInManager<PortalSignInManager>();
        builder.Services.AddScoped(provider => (PortalSignInManager)provider.GetRequiredService<SignInManager<Person>>());
        builder.Services.AddScoped<SignInDesk>().AddScoped<CurrentPerson>();
        builder.Services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = new Uri(builder.Configuration["Portal:PublicAddress"] ?? "http://localhost").Host;
            // A passkey that verified its user is two factors in one; one that did not would be half of one.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(cookie =>
            {
                Harden(cookie.Cookie, "portal", builder.Environment);
                cookie.LoginPath = Address;
                cookie.LogoutPath = OutAddress;
                cookie.ReturnUrlParameter = "return";
                cookie.ExpireTimeSpan = Session.Longest;
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = SessionGate.ValidateAsync;
                cookie.Events.OnRedirectToLogin = SessionGate.LeadToSignIn;
            });
            cookies.TwoFactorUserIdCookie!.Configure(cookie => Harden(cookie.Cookie, "portal-half", builder.Environment));
            cookies.TwoFactorRememberMeCookie!.Configure(cookie => Harden(cookie.Cookie, "portal-device", builder.Environment));
            cookies.ExternalCookie!.Configure(cookie => Harden(cookie.Cookie, "portal-outside", builder.Environment));
        });
        AddLimits(builder);
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost(OutAddress, SignOutAsync).WithMetadata(new FormPost()).RequireAuthorization(Policies.SignedInLoosely);
        app.MapPost(PasskeyRequestAddress, async (PortalSignInManager signIn) => Results.Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json"))
            .WithMetadata(new FormPost()).AllowAnonymous();
        app.MapPost(PasskeyCreationAddress, CreationAsync).WithMetadata(new FormPost()).RequireAuthorization(Policies.SignedInLoosely);
    }

    /// <summary>A post that carries no body the framework binds, and still must carry the form's token.</summary>
    private sealed class FormPost : Microsoft.AspNetCore.Antiforgery.IAntiforgeryMetadata
    {
        public bool RequiresValidation => true;
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions)
    {
        if (context.User.SessionId() is { } session && context.User.PersonId() is { } person)
            await sessions.EndAsync(session, person, context.Whence(), context.RequestAborted);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect(Address);
    }

    private static async Task<IResult> CreationAsync(HttpContext context, UserManager<Person> users, PortalSignInManager signIn)
    {
        if (await users.FindByIdAsync(context.User.PersonId()?.ToString() ?? string.Empty) is not { } person) return Results.NotFound();
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id.ToString(), Name = person.Email!, DisplayName = person.Name });
        return Results.Content(options, "application/json");
    }

    // Beside the lockout of an account: one address may not try many accounts either.
    private static void AddLimits(WebApplicationBuilder builder)
    {
        var attempts = builder.Configuration.GetValue("Portal:AttemptsPerMinute", 20);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                HttpMethods.IsPost(context.Request.Method) && IsGuessed(context.Request.Path)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = attempts, Window = TimeSpan.FromMinutes(1) })
                    : RateLimitPartition.GetNoLimiter("free"));
        });
    }

    // A document is signed with a password again, so that a stolen session cannot guess it there either.
    private static bool IsGuessed(PathString path) =>
        Guessed.Any(guessed => path.StartsWithSegments(guessed, StringComparison.OrdinalIgnoreCase)) || path.Value?.EndsWith("/sign", StringComparison.OrdinalIgnoreCase) == true;

    private static void Harden(CookieBuilder cookie, string name, IWebHostEnvironment environment)
    {
        // Some browsers refuse Secure, and so the __Host- prefix, on http://localhost.
        cookie.Name = environment.IsDevelopment() ? name : $"__Host-{name}";
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
