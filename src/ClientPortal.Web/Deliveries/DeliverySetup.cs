using ClientPortal.Domain.Data;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Access;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace ClientPortal.Web.Deliveries;

internal static class DeliverySetup
{
    /// <summary>The connection string of the worker's login.</summary>
    public const string Connection = "Worker";

    /// <summary>The page of messages in trouble.</summary>
    public const string Address = "/administration/deliveries";

    public static void AddDeliveries(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => new WorkerDb(
            provider.GetRequiredService<IConfiguration>().GetConnectionString(Connection)
            ?? throw new InvalidOperationException($"ConnectionStrings:{Connection} must lead to the database as {DatabaseRoles.Worker}.")));
        builder.Services.AddSingleton<Dispatcher>();
        builder.Services.AddHostedService<DispatchService>();
    }

    public static void MapDeliveries(this WebApplication app) =>
        app.MapPost($"{Address}/{{id:guid}}/try-again", TryAgainAsync).RequireAuthorization(Policies.Administration);

    private static async Task<IResult> TryAgainAsync(Guid id, [FromForm(Name = "CommandId")] Guid command, HttpContext context, TryDeliveryAgain again, CancellationToken cancellation) =>
        context.User.PersonId() is { } person && await again.RunAsync(person, CommandId.Of(command), DeliveryId.Of(id), cancellation) is Outcome<DeliveryId>.Done
            ? Results.LocalRedirect(Address)
            : Results.NotFound();
}
