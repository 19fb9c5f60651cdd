namespace ClientPortal.Domain.Shared;

/// <summary>The two who agree.</summary>
public enum Side
{
    /// <summary>The company that sells.</summary>
    Provider,

    /// <summary>The company that buys.</summary>
    Client,
}

/// <summary>What somebody may do for a side.</summary>
public static class Sides
{
    /// <summary>The side across the table.</summary>
    public static Side Other(this Side side) => side == Side.Provider ? Side.Client : Side.Provider;

    /// <summary>The side whose signature the actor gives for this client; null when they give none.</summary>
    /// <remarks>For the provider signs who has the right and works with the client: an auditor changes nothing, an administrator sees nothing.</remarks>
    public static Side? SignsFor(this Actor actor, ClientId client)
    {
        if (actor.IsFor(client, Role.ClientSignatory)) return Side.Client;
        return actor.May(Right.SignForProvider) && actor.IsFor(client, Role.Manager, Role.Finance) ? Side.Provider : null;
    }

    /// <summary>The side the actor speaks for in negotiations about this client; null when they speak for none.</summary>
    public static Side? SpeaksFor(this Actor actor, ClientId client)
    {
        if (actor.IsFor(client, Role.ClientSignatory)) return Side.Client;
        return actor.IsFor(client, Role.Manager) ? Side.Provider : null;
    }
}
