using ClientPortal.Domain.Notices;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Sentences;

namespace ClientPortal.Web.Bell;

internal static class BellSetup
{
    public static void AddBell(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BellHub>().AddHostedService(provider => provider.GetRequiredService<BellHub>());
        builder.Services.AddTransient<BellStream>();
    }

    public static void MapBell(this WebApplication app)
    {
        app.MapGet(BellStream.Address, BellStream.Open).RequireAuthorization(Policies.SignedIn);
        app.MapGet(NoticeAddress.Template, OpenAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> OpenAsync(Guid id, string? from, HttpContext context, MarkSeen seen, CancellationToken cancellation) =>
        context.User.PersonId() is { } person
        && await seen.RunAsync(person, NoticeId.Of(id), NoticeAddress.Through(from), cancellation) is { } leaf
            ? Results.LocalRedirect(FactAddresses.Of(leaf, person))
            : Results.NotFound();
}
