namespace ClientPortal.Architecture.Tests;

/// <summary>Which areas of the domain an area may use. An area that is not listed uses nothing.</summary>
internal static class AreaRules
{
    private const string Domain = "ClientPortal.Domain";

    /// <summary>The table: an area, and what it may use. The root holds what puts all areas together.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Table = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Shared"] = [],
        // The database's base class is Identity's over a person, and each run reads who acts.
        ["Data"] = ["Shared", "Access"],
        // Roles are for clients.
        ["Access"] = ["Shared", "Data", "Clients"],
        // A client's page names the people who have to do with it.
        ["Clients"] = ["Shared", "Data", "Access"],
        ["Notices"] = ["Shared", "Data", "Access", "Clients"],
        ["Files"] = ["Shared", "Data", "Access", "Clients"],
        // Who opens a thing has seen what notices told of it.
        ["Looks"] = ["Shared", "Data", "Access", "Clients", "Notices"],
        // A contract follows from an accepted quote, and its prices are locked to it; quotes know nothing of contracts.
        ["Contracts"] = ["Shared", "Data", "Access", "Clients", "Files", "Looks", "Pricing", "Quotes"],
        ["Pricing"] = ["Shared", "Data", "Access", "Clients"],
        ["Quotes"] = ["Shared", "Data", "Access", "Clients", "Pricing", "Files"],
        ["Search"] = ["Shared", "Data", "Access"],
        // What people begin with gathers from everywhere, and nothing uses it.
        ["Home"] = ["Shared", "Data", "Access", "Clients", "Contracts", "Pricing", "Quotes", "Notices", "Looks", "Reports"],
        ["Glossary"] = ["Shared", "Data", "Access"],
        // A report's page explains the words of the trade in it.
        ["Reports"] = ["Shared", "Data", "Access", "Clients", "Contracts", "Files", "Glossary"],
        ["Records"] = ["Shared", "Data", "Access", "Clients", "Notices", "Contracts", "Reports"],
    };

    /// <summary>Uses of an area that the table does not list, as sentences.</summary>
    public static IReadOnlyList<string> Broken(IEnumerable<TypeDefinition> types, string root, IReadOnlyDictionary<string, string[]> table) =>
    [
        .. from type in types
           let area = AreaOf(type, root)
           where area is not null
           from named in Calls.TypesNamedBy(type)
           let used = AreaOf(named, root)
           where used is not null && used != area && !table.GetValueOrDefault(area, []).Contains(used)
           group named by (type.FullName, area, used) into uses
           select $"{uses.Key.FullName} ({uses.Key.area}) uses {uses.Key.used}: {uses.First().Name}",
    ];

    /// <summary>The areas that cannot be reached from one another both ways, other than those the table says.</summary>
    public static IReadOnlyList<string> Areas(IEnumerable<TypeDefinition> types) =>
        [.. types.Select(type => AreaOf(type, Domain)).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? AreaOf(TypeReference type, string root)
    {
        var space = House.NamespaceOf(type);
        return space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;
    }
}
