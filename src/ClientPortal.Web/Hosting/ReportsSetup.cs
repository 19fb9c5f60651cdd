using ClientPortal.Domain.Files;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Reports;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Components.Pages.Reports;

namespace ClientPortal.Web.Hosting;

/// <summary>What reports need beside their pages: their words, and the address at which their files leave the portal.</summary>
internal static class ReportsSetup
{
    public static void AddReports(this WebApplicationBuilder builder) => builder.Services.AddScoped<ReportSaying>();

    public static void MapReports(this WebApplication app) => app.MapGet("/reports/{id:guid}/files/{hash}", FileAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> FileAsync(Guid id, string hash, HttpContext context, ReportReads reads, RecordLook looks)
    {
        var actor = context.User.Actor();
        if (ContentHash.Parse(hash) is not { } wanted || await reads.FileAsync(actor, ReportId.Of(id), wanted, context.RequestAborted) is not { } found) return Results.NotFound();
        // Noted first: what leaves the portal is recorded, or does not leave.
        await looks.RecordAsync(actor.Person, new LookedAt(found.Client, "report", id, LookKind.Downloaded, context.Whence().Address), context.RequestAborted);
        context.Response.NameFile(found.File.Name);
        return Results.Bytes(found.Content.Content, found.Content.Kind.MediaType());
    }
}
