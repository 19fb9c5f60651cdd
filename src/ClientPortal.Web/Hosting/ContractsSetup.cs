using ClientPortal.Documents;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Looks;
using ClientPortal.Web.Access;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Hosting;

/// <summary>What contracts need beside their pages: the printer, signing, and the address documents leave the portal by.</summary>
internal static class ContractsSetup
{
    public static void AddContracts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
        {
            var portal = services.GetRequiredService<IOptions<PortalOptions>>().Value;
            return new ProviderParty(string.IsNullOrWhiteSpace(portal.ProviderLegalName) ? portal.ProviderName : portal.ProviderLegalName, portal.ProviderDetails);
        });
        builder.Services.AddSingleton<IDocumentRenderer, DocumentRenderer>();
        builder.Services.AddScoped<Reauthentication>();
    }

    /// <summary>The address of a kept document.</summary>
    /// <param name="document">Which one.</param>
    /// <param name="save">Whether the browser saves it in place of showing it.</param>
    public static string AddressOf(ContractDocumentId document, bool save = false) => $"/contracts/documents/{document}{(save ? "?save=true" : string.Empty)}";

    public static void MapContracts(this WebApplication app) =>
        app.MapGet("/contracts/documents/{id:guid}", DocumentAsync).RequireAuthorization(Policies.SignedIn);

    private static async Task<IResult> DocumentAsync(Guid id, bool? save, HttpContext context, ContractReads reads, RecordLook looks)
    {
        var actor = context.User.Actor();
        if (await reads.DocumentAsync(actor, ContractDocumentId.Of(id), context.RequestAborted) is not { } document) return Results.NotFound();
        // Noted first: what leaves the portal is recorded, or does not leave.
        await looks.RecordAsync(
            actor.Person, new LookedAt(document.Client, "document", id, LookKind.Downloaded, context.Whence().Address), context.RequestAborted);
        context.Response.NameFile(FileName(document), save == true);
        return Results.Bytes(document.File.Content, "application/pdf");
    }

    private static string FileName(DocumentContent document)
    {
        var number = string.Concat(document.Number.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));
        var kind = document.Kind switch
        {
            ContractDocumentKind.SignedContract => "contract-signed",
            ContractDocumentKind.Protocol => "amendment",
            ContractDocumentKind.SignedProtocol => "amendment-signed",
            _ => "contract",
        };
        return $"{number}-{kind}.pdf";
    }
}
