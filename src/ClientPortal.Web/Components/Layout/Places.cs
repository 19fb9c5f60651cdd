using System.Reflection;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace ClientPortal.Web.Components.Layout;

/// <summary>A place of the rail.</summary>
/// <param name="Icon">Its sign.</param>
/// <param name="Word">The key of its name in <c>Words/Frame</c>; keys begin with <c>Place</c>.</param>
/// <param name="Address">Where it is, from the root.</param>
/// <param name="Policy">The policy that opens it; who does not pass it does not see the place.</param>
public sealed record Place(IconName Icon, string Word, string Address, string Policy);

/// <summary>The rail's places in order. A place joins the rail when its page exists, so that no link leads nowhere.</summary>
public sealed class Places
{
    /// <summary>Every place there can be. The first three stand in the bottom bar of a phone, the rest behind "More".</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new(IconName.Home, "PlaceHome", "/", Policies.SignedIn),
        new(IconName.Contract, "PlaceContracts", "/contracts", Policies.Content),
        new(IconName.Quote, "PlaceQuotes", "/quotes", Policies.Content),
        new(IconName.Report, "PlaceReports", "/reports", Policies.Content),
        new(IconName.Message, "PlaceMessages", "/messages", Policies.Content),
        new(IconName.Record, "PlaceRecord", "/record", Policies.Content),
        new(IconName.Clients, "PlaceClients", "/clients", Policies.Clients),
        new(IconName.Pricing, "PlacePricing", "/pricing", Policies.Pricing),
        new(IconName.Admin, "PlaceAdministration", "/administration", Policies.Administration),
    ];

    private readonly HashSet<string> _pages;

    /// <summary>The places among whose pages are <paramref name="pages"/>: addresses from the root.</summary>
    public Places(IEnumerable<string> pages) => _pages = pages.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The places that have a page.</summary>
    public IEnumerable<Place> Built => All.Where(place => HasPage(place.Address));

    /// <summary>The places for which the pages of an assembly exist.</summary>
    public static Places Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new(assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template));
    }

    /// <summary>Whether a page of this address, without parameters, exists.</summary>
    public bool HasPage(string address) => _pages.Contains(address);
}
