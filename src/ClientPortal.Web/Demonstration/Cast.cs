using ClientPortal.Audit.Notices;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Looks;
using ClientPortal.Domain.Notices;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Web.Demonstration;

/// <summary>Who plays in the demonstration and what has come of it so far; scenes act through it.</summary>
internal sealed class Cast(IServiceScopeFactory scopes, StoryClock clock, DateOnly today, CancellationToken cancellation)
{
    private static readonly Whence Desk = new("192.0.2.14", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/141.0");

    private readonly Dictionary<string, Guid> _things = new(StringComparer.Ordinal);

    /// <summary>The day the demonstration is brought in; the days of its contracts follow from it.</summary>
    public DateOnly Today { get; } = today;

    /// <summary>The moment the story has reached.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Ends the work between two steps.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Remembers something that came into being, under a name for later scenes.</summary>
    public void Remember(string name, Guid id) => _things.Add(name, id);

    /// <summary>What an earlier scene remembered.</summary>
    public Guid Recall(string name) => _things[name];

    /// <summary>A client by its name.</summary>
    public ClientId Client(string name) => ClientId.Of(Recall(name));

    /// <summary>Somebody by their mail address.</summary>
    public PersonId Person(string email) => PersonId.Of(Recall(email));

    /// <summary>Runs a use case for somebody, and answers what it answered.</summary>
    /// <param name="email">Who acts.</param>
    /// <param name="run">The use case, given who acts and the command's id.</param>
    /// <exception cref="InvalidOperationException">It was refused: the story breaks a rule.</exception>
    public async Task<T> DoAsync<TUseCase, T>(string email, Func<TUseCase, PersonId, CommandId, Task<Outcome<T>>> run)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return Done(await run(scope.ServiceProvider.GetRequiredService<TUseCase>(), Person(email), CommandId.New()));
    }

    /// <summary>Uses a service that acts for nobody.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Reads something as somebody.</summary>
    /// <exception cref="InvalidOperationException">There is nothing for them to see.</exception>
    public async Task<T> ReadAsync<TReads, T>(string email, Func<TReads, Actor, Task<T?>> read)
        where TReads : notnull
        where T : class
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TReads>(), await ActorAsync(scope.ServiceProvider, email))
            ?? throw new InvalidOperationException($"The demonstration: there is nothing for {email} in {typeof(TReads).Name}.");
    }

    /// <summary>Somebody signs: a sign-in of their own, what they are shown, and the evidence of it.</summary>
    /// <param name="email">Who signs.</param>
    /// <param name="show">Reads the page of signing.</param>
    /// <param name="sign">The use case, given the page, the form it leads to and the evidence.</param>
    public async Task SignAsync<T>(
        string email, Func<SignReads, Actor, Task<SignPage?>> show, Func<IServiceProvider, PersonId, CommandId, SignInput, SigningEvidence, Task<Outcome<T>>> sign)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var session = await services.GetRequiredService<Sessions>().BeginAsync(Person(email), SignInMethod.PasswordAndCode, Desk, Cancellation);
        var page = await show(services.GetRequiredService<SignReads>(), await ActorAsync(services, email))
            ?? throw new InvalidOperationException($"The demonstration: there is nothing for {email} to sign.");
        var input = new SignInput { DocumentHash = page.DocumentHash, ConsentVersion = page.ConsentVersion, ConsentLanguage = page.ConsentLanguage, Consents = true };
        Done(await sign(services, Person(email), CommandId.New(), input, new SigningEvidence(SignInMethod.PasswordAndCode, Now, Desk.Address, Desk.Device, session)));
        await services.GetRequiredService<Sessions>().EndAsync(session, Person(email), Desk, Cancellation);
    }

    /// <summary>Somebody signs in, opens what they were told of, looks at things, and leaves.</summary>
    /// <param name="email">Who.</param>
    /// <param name="client">Whose things they look at.</param>
    /// <param name="looked">Kinds and ids of the things.</param>
    public async Task VisitAsync(string email, string client, params IReadOnlyList<(string Kind, Guid Id)> looked)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var person = Person(email);
        var session = await services.GetRequiredService<Sessions>().BeginAsync(person, SignInMethod.PasswordAndCode, Desk, Cancellation);
        foreach (var notice in (await services.GetRequiredService<NoticeReads>().PageAsync(person, after: null, Cancellation)).Rows.Where(row => row.SeenAt is null))
            await services.GetRequiredService<MarkSeen>().RunAsync(person, notice.Id, SeenThrough.Portal, Cancellation);
        foreach (var (kind, id) in looked)
            await services.GetRequiredService<RecordLook>().RecordAsync(person, new LookedAt(Client(client), kind, id, LookKind.Viewed, Desk.Address), Cancellation);
        await services.GetRequiredService<Sessions>().EndAsync(session, person, Desk, Cancellation);
    }

    /// <summary>What a use case answered.</summary>
    /// <exception cref="InvalidOperationException">It was refused: the story breaks a rule.</exception>
    public static T Done<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Done done => done.Value,
        Outcome<T>.Refused refused => throw new InvalidOperationException($"The demonstration was refused: {string.Join(", ", refused.Refusals)}"),
        _ => throw new InvalidOperationException($"The demonstration could not be brought in: {outcome}"),
    };

    private async Task<Actor> ActorAsync(IServiceProvider services, string email)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        db.ActFor(Person(email));
        return await db.FindActorAsync(Person(email), Cancellation) ?? throw new InvalidOperationException($"The demonstration: {email} has not joined.");
    }
}
