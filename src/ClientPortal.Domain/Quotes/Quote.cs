using System.Globalization;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Quotes;

/// <summary>
/// One edition of a quote. While it is a draft it is edited in place; issued, its content is frozen in <see cref="IssuedQuote"/>
/// and only its state moves. A revision is the next edition under the same number.
/// </summary>
public sealed class Quote : Root, IRecorded
{
    /// <summary>The most characters of a title.</summary>
    public const int LongestTitle = 200;

    /// <summary>The most characters of an introduction.</summary>
    public const int LongestIntroduction = 4000;

    /// <summary>The most characters of a reason for declining.</summary>
    public const int LongestReason = 2000;

    /// <summary>The most stages: a contract, which follows from a quote, holds no more.</summary>
    public const int MostStages = 60;

    /// <summary>The most sections.</summary>
    public const int MostSections = 100;

    private Quote()
    {
    }

    /// <summary>Its identifier.</summary>
    public QuoteId Id { get; private init; }

    /// <summary>For whom.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>The year its number is of.</summary>
    public int Year { get; private init; }

    /// <summary>Counts the quotes of the year, from 1.</summary>
    public int Sequence { get; private init; }

    /// <summary>Counts the editions under the number, from 1.</summary>
    public int Edition { get; private init; }

    /// <summary>The edition before; null for the first.</summary>
    public QuoteId? PreviousId { get; private init; }

    /// <summary>Where it stands, as far as it is recorded; see <see cref="StateAt"/>.</summary>
    public QuoteState State { get; private set; }

    /// <summary>What it is about.</summary>
    public required string Title { get; set; }

    /// <summary>The language it is written in.</summary>
    public Language Language { get; private set; }

    /// <summary>What it is counted in.</summary>
    public Currency Currency { get; private set; }

    /// <summary>What stands before the lines; may be empty.</summary>
    public required string Introduction { get; set; }

    /// <summary>The last day on which it can be accepted, in the client's zone; null while that is open.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The headings of its sections, in order; empty ones kept while it is a draft.</summary>
    public List<string> Sections { get; private set; } = [];

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>By whom.</summary>
    public PersonId CreatedBy { get; private init; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>By whom.</summary>
    public PersonId? IssuedBy { get; private set; }

    /// <summary>The moment from which it is lapsed, unless it was answered before; null for a draft.</summary>
    public DateTimeOffset? LapsesAt { get; private set; }

    /// <summary>When somebody of the client first opened it.</summary>
    public DateTimeOffset? ViewedAt { get; private set; }

    /// <summary>Who that was.</summary>
    public PersonId? ViewedBy { get; private set; }

    /// <summary>When it was accepted or declined.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>By whom.</summary>
    public PersonId? AnsweredBy { get; private set; }

    /// <summary>Why it was declined; empty unless it was.</summary>
    public required string DeclinedBecause { get; set; }

    /// <summary>When a later edition took its place.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>What it is called: the year, the number in it, and the edition from the second on.</summary>
    public string Number => NumberOf(Year, Sequence, Edition);

    /// <inheritdoc/>
    public Guid RecordedAs => Id.Value;

    /// <summary>A draft binds nobody and leaves no fact: the client would see it in the record.</summary>
    public bool IsRecorded => State != QuoteState.Draft;

    /// <summary>The people of the provider it concerns.</summary>
    public IEnumerable<PersonId> Issuers => IssuedBy is { } issuer ? [CreatedBy, issuer] : [CreatedBy];

    /// <summary>What a quote is called.</summary>
    public static string NumberOf(int year, int sequence, int edition) =>
        string.Create(CultureInfo.InvariantCulture, $"Q-{year:0000}-{sequence:000}{(edition > 1 ? $"-r{edition}" : string.Empty)}");

    /// <summary>Begins a quote.</summary>
    public static Quote Draft(ClientId client, int year, int sequence, QuoteDetails details, PersonId by, DateTimeOffset at)
    {
        var quote = new Quote
        {
            Id = QuoteId.New(),
            ClientId = client,
            Year = year,
            Sequence = sequence,
            Edition = 1,
            Title = details.Title,
            Introduction = details.Introduction,
            DeclinedBecause = string.Empty,
            CreatedAt = at,
            CreatedBy = by,
        };
        quote.Set(details);
        return quote;
    }

    /// <summary>Where it stands at a moment: what is not answered by the end of its last day is lapsed, whether or not that was recorded yet.</summary>
    public QuoteState StateAt(DateTimeOffset now) => State.IsOpen() && now >= LapsesAt ? QuoteState.Lapsed : State;

    /// <summary>Where it stood at a moment that has passed; null before it was issued.</summary>
    public QuoteState? StoodAt(DateTimeOffset moment) => this switch
    {
        _ when IssuedAt is not { } issued || moment < issued => null,
        _ when SupersededAt <= moment => QuoteState.Superseded,
        _ when AnsweredAt <= moment => DeclinedBecause.Length > 0 ? QuoteState.Declined : QuoteState.Accepted,
        _ when LapsesAt <= moment => QuoteState.Lapsed,
        _ => ViewedAt <= moment ? QuoteState.Viewed : QuoteState.Issued,
    };

    /// <summary>What it says besides its lines.</summary>
    public QuoteDetails Details => new(Title, Language, Currency, Introduction, ValidUntil, Sections);

    /// <summary>Changes the draft, its lines included.</summary>
    /// <exception cref="RuleBroken">It is no draft any more.</exception>
    public void Save(QuoteDetails details)
    {
        if (State != QuoteState.Draft) throw MovedOn(State);
        Set(details);
        RaiseRevision();
    }

    /// <summary>Begins the next edition, which says the same until it is changed.</summary>
    /// <exception cref="RuleBroken">It is a draft, accepted, or has a later edition already.</exception>
    public Quote Revise(PersonId by, DateTimeOffset at)
    {
        var state = StateAt(at);
        if (!state.MayBecome(QuoteState.Superseded)) throw MovedOn(state);
        var next = new Quote
        {
            Id = QuoteId.New(),
            ClientId = ClientId,
            Year = Year,
            Sequence = Sequence,
            Edition = Edition + 1,
            PreviousId = Id,
            Title = Title,
            Introduction = Introduction,
            DeclinedBecause = string.Empty,
            CreatedAt = at,
            CreatedBy = by,
        };
        // A last day that is still ahead stays; one that has passed is set anew.
        next.Set(Details with { ValidUntil = at < LapsesAt ? ValidUntil : null });
        return next;
    }

    /// <summary>Offers it, frozen as it is.</summary>
    /// <param name="zone">The client's zone, in which its last day ends.</param>
    /// <param name="by">Who issues it.</param>
    /// <param name="at">When.</param>
    /// <exception cref="RuleBroken">It is no draft, or has no last day, or that has passed.</exception>
    public void Issue(string zone, PersonId by, DateTimeOffset at)
    {
        ExpectDraft(at);
        if (ValidUntil is not { } last) throw new RuleBroken(Rule.Required, nameof(ValidUntil));
        var today = ZoneDays.DayOf(zone, at);
        if (last < today) throw new RuleBroken(Rule.DayPassed, nameof(ValidUntil), today);
        Move(QuoteState.Issued, at);
        (IssuedAt, IssuedBy, LapsesAt) = (at, by, ZoneDays.EndOf(zone, last));
    }

    /// <summary>Notes that somebody of the client opened it; only the first time counts.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool View(PersonId by, DateTimeOffset at)
    {
        if (StateAt(at) != QuoteState.Issued) return false;
        Move(QuoteState.Viewed, at);
        (ViewedAt, ViewedBy) = (at, by);
        return true;
    }

    /// <summary>Accepts it for the client.</summary>
    /// <exception cref="RuleBroken">It is lapsed, superseded or answered.</exception>
    public void Accept(PersonId by, DateTimeOffset at)
    {
        Move(QuoteState.Accepted, at);
        (AnsweredAt, AnsweredBy) = (at, by);
    }

    /// <summary>Declines it for the client.</summary>
    /// <exception cref="RuleBroken">It is lapsed, superseded or answered.</exception>
    public void Decline(string reason, PersonId by, DateTimeOffset at)
    {
        Move(QuoteState.Declined, at);
        (AnsweredAt, AnsweredBy, DeclinedBecause) = (at, by, reason);
    }

    /// <summary>Records that its last day has ended.</summary>
    /// <exception cref="InvalidOperationException">It has not.</exception>
    public void Lapse(DateTimeOffset at)
    {
        if (!State.IsOpen() || at < LapsesAt) throw new InvalidOperationException($"{Number} is {State} and lapses at {LapsesAt}.");
        State = QuoteState.Lapsed;
        RaiseRevision();
    }

    /// <summary>A later edition was issued in its place.</summary>
    /// <exception cref="RuleBroken">It was accepted, or superseded before.</exception>
    public void Supersede(DateTimeOffset at)
    {
        if (State == QuoteState.Accepted) throw new RuleBroken(Rule.QuotePreviousAccepted);
        Move(QuoteState.Superseded, at);
        SupersededAt = at;
    }

    /// <summary>Refuses what only a draft allows.</summary>
    /// <exception cref="RuleBroken">It was issued.</exception>
    internal void ExpectDraft(DateTimeOffset now)
    {
        if (State != QuoteState.Draft) throw MovedOn(StateAt(now));
    }

    /// <summary>Refuses what only an open quote allows, before anything else about the form is looked at.</summary>
    /// <exception cref="RuleBroken">It is lapsed, superseded or answered.</exception>
    internal void ExpectOpen(DateTimeOffset now)
    {
        var state = StateAt(now);
        if (!state.IsOpen()) throw MovedOn(state);
    }

    private void Move(QuoteState to, DateTimeOffset at)
    {
        var from = StateAt(at);
        if (!from.MayBecome(to)) throw MovedOn(from);
        State = to;
        RaiseRevision();
    }

    private RuleBroken MovedOn(QuoteState state) => state switch
    {
        QuoteState.Lapsed => new RuleBroken(Rule.QuoteLapsed, null, ValidUntil!.Value),
        QuoteState.Superseded => new RuleBroken(Rule.QuoteSuperseded),
        _ => new RuleBroken(Rule.QuoteMovedOn, null, state),
    };

    private void Set(QuoteDetails details)
    {
        (Title, Language, Currency, Introduction, ValidUntil) = (details.Title, details.Language, details.Currency, details.Introduction, details.ValidUntil);
        Sections = [.. details.Sections];
    }
}

/// <summary>What a quote says besides its lines, checked.</summary>
public sealed record QuoteDetails(string Title, Language Language, Currency Currency, string Introduction, DateOnly? ValidUntil, IReadOnlyList<string> Sections);

/// <summary>The last number given in a year.</summary>
internal sealed class QuoteCounter
{
    public int Year { get; private init; }

    public int Last { get; private init; }
}
