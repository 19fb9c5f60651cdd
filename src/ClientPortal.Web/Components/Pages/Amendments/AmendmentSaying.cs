using ClientPortal.Domain.Contracts.Amendments;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Components.Pages.Amendments;

/// <summary>How amendments are put into words for who reads the page.</summary>
public sealed class AmendmentSaying(IStringLocalizer<AmendmentWords> words, IStringLocalizer<Frame> frame, Reader reader, IOptions<PortalOptions> portal)
{
    /// <summary>A day in full, as it stands inside a sentence.</summary>
    public string Day(DateOnly day) => day.ToString(frame["DayYearFormat"], reader.Culture);

    /// <summary>A day in full; that there is none, where there is none.</summary>
    public string Day(DateOnly? day) => day is { } known ? Day(known) : words["UntilEnded"];

    /// <summary>The day a moment falls on by the reader's clock.</summary>
    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(reader.Local(moment).DateTime));

    /// <summary>An amount with its currency.</summary>
    public string Amount(Money money) => MoneyFormat.Text(money.Amount, money.Currency.Code, reader.Culture);

    /// <summary>A difference with its sign: <c>+1 200.00 EUR</c>.</summary>
    public string Difference(Money from, Money to)
    {
        var difference = to.Amount - from.Amount;
        return (difference > 0 ? "+" : "") + MoneyFormat.Text(difference, to.Currency.Code, reader.Culture);
    }

    /// <summary>A side by its name: the provider's own, or "the client".</summary>
    public string Name(Side side) => side == Side.Provider ? portal.Value.ProviderName : words["SideClient"];

    /// <summary>The state in a word or two.</summary>
    public string State(AmendmentState state) => words[$"State{state}"];

    /// <summary>The tone and sign of a state.</summary>
    public static (Tone Tone, IconName Icon) Look(AmendmentState state) => state switch
    {
        AmendmentState.Draft => (Tone.Quiet, IconName.Draft),
        AmendmentState.Proposed => (Tone.Waits, IconName.Clock),
        AmendmentState.UnderDiscussion => (Tone.Waits, IconName.Message),
        AmendmentState.Agreed => (Tone.Waits, IconName.Sign),
        AmendmentState.SignedByOne => (Tone.Waits, IconName.Sign),
        AmendmentState.Signed => (Tone.Done, IconName.Calendar),
        AmendmentState.InForce => (Tone.Done, IconName.Check),
        AmendmentState.Declined => (Tone.Late, IconName.Cross),
        AmendmentState.Withdrawn => (Tone.Quiet, IconName.Back),
        AmendmentState.Lapsed => (Tone.Quiet, IconName.Clock),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>Whose move it is, as one sentence.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="turn">Whose move is awaited.</param>
    /// <param name="own">The side the reader speaks for; null for who only reads.</param>
    /// <param name="effectiveOn">From which day it would apply.</param>
    public string Turn(AmendmentState state, Side? turn, Side? own, DateOnly effectiveOn) => state switch
    {
        AmendmentState.Proposed or AmendmentState.UnderDiscussion when turn == own && own is not null => words["TurnAnswerYours"],
        AmendmentState.Proposed or AmendmentState.UnderDiscussion => words["TurnAnswer", Name(turn ?? Side.Client)],
        AmendmentState.Agreed => words["TurnSignBoth"],
        AmendmentState.SignedByOne when turn == own && own is not null => words["TurnSignYours"],
        AmendmentState.SignedByOne => words["TurnSign", Name(turn ?? Side.Client)],
        AmendmentState.Signed => words["TurnSigned", Day(effectiveOn)],
        AmendmentState.InForce => words["TurnInForce", Day(effectiveOn)],
        AmendmentState.Declined => words["TurnDeclined"],
        AmendmentState.Withdrawn => words["TurnWithdrawn"],
        _ => words["TurnLapsed", Day(effectiveOn)],
    };
}
