using ClientPortal.Audit.Ids;

namespace ClientPortal.Audit.Facts;

/// <summary>Who is told of a fact. Naming nobody is a decision and is said aloud.</summary>
public abstract record Audience
{
    private Audience()
    {
    }

    /// <summary>Nobody is told; the fact is in the record for who looks.</summary>
    public static Audience Nobody { get; } = new NobodyAtAll();

    /// <summary>These people are told, each once however often named.</summary>
    public static Audience Of(params IEnumerable<PersonId> people) => new People([.. people.Distinct()]);

    /// <summary>The people to tell; empty when nobody is.</summary>
    public IReadOnlyList<PersonId> Recipients => this is People people ? people.Ids : [];

    private sealed record NobodyAtAll : Audience;

    private sealed record People(IReadOnlyList<PersonId> Ids) : Audience;
}
