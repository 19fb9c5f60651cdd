using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Home;

/// <summary>Somebody's home: a part for each thing they are here.</summary>
public sealed record HomePage
{
    /// <summary>One part for each client the person reads for, by name.</summary>
    public IReadOnlyList<CompanyHome> Companies { get; init; } = [];

    /// <summary>For who runs relationships; null for others.</summary>
    public ManagerHome? Manager { get; init; }

    /// <summary>For finance; null for others.</summary>
    public FinanceHome? Finance { get; init; }

    /// <summary>For an administrator; null for others.</summary>
    public AdministratorHome? Administrator { get; init; }

    /// <summary>For an auditor; null for others.</summary>
    public AuditorHome? Auditor { get; init; }

    /// <summary>Who gives roles, by name, for who has none; empty for everybody else.</summary>
    public IReadOnlyList<string> Administrators { get; init; } = [];
}

/// <summary>A client, as its own people see it.</summary>
/// <param name="Client">Which.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signs">Whether the reader signs for it.</param>
/// <param name="Waiting">What waits, for either side; what ends first comes first.</param>
/// <param name="Changes">What others changed since the reader's last visit.</param>
/// <param name="Agreed">Contracts in force, newest first.</param>
/// <param name="Days">What comes up, in the order of days.</param>
public sealed record CompanyHome(
    ClientId Client, string Name, bool Signs, IReadOnlyList<Waiting> Waiting, ChangesSeen Changes, IReadOnlyList<AgreedContract> Agreed, IReadOnlyList<ComingUp> Days)
{
    /// <summary>What the reader can do something about.</summary>
    public IEnumerable<Waiting> Yours => Waiting.Where(waiting => waiting.Yours);

    /// <summary>What waits for somebody else of the company.</summary>
    public IEnumerable<Waiting> Colleagues => Waiting.Where(waiting => !waiting.Yours && waiting.Side == Side.Client);

    /// <summary>What waits for the provider.</summary>
    public IEnumerable<Waiting> Providers => Waiting.Where(waiting => waiting.Side == Side.Provider);
}
