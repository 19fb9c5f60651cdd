using System.Globalization;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Kit;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Forms;

/// <summary>Turns the outcome of a posted form into what the person sees: the next page, or the same form with what is wrong beside each field.</summary>
public sealed class FormReply(IStringLocalizer<Rules> words, NavigationManager navigation, IHttpContextAccessor accessor)
{
    /// <summary>Goes on when it is done; otherwise says what is wrong.</summary>
    /// <param name="outcome">How the use case ended.</param>
    /// <param name="next">The address that follows when it is done.</param>
    /// <param name="prefix">What the posted names of the input's fields begin with, for example <c>Form.</c>.</param>
    /// <returns>What is wrong; null when the page is being left.</returns>
    public FormErrors? Show<T>(Outcome<T> outcome, Func<T, string> next, string prefix = "Form.")
    {
        switch (outcome)
        {
            case Outcome<T>.Done done:
                navigation.NavigateTo(next(done.Value));
                return null;
            case Outcome<T>.Refused refused:
                return Refuse(refused.Refusals, prefix);
            case Outcome<T>.Stale:
                return Say(StatusCodes.Status409Conflict, words["Stale"]);
            case Outcome<T>.Unavailable:
                return Say(StatusCodes.Status503ServiceUnavailable, words["Unavailable"]);
            default:
                navigation.NotFound();
                return null;
        }
    }

    /// <summary>Says what is wrong without a use case having run.</summary>
    public FormErrors Refuse(IReadOnlyList<Refusal> refusals, string prefix = "Form.")
    {
        Status(StatusCodes.Status422UnprocessableEntity);
        var errors = new FormErrors();
        foreach (var refusal in refusals.OrderBy(refusal => Place(refusal, prefix)))
            errors.Add(refusal.Field is null ? string.Empty : prefix + refusal.Field, Sentence(refusal));
        return errors;
    }

    /// <summary>The refusal in the reader's language.</summary>
    public string Sentence(Refusal refusal) => words[refusal.Rule.ToString(), [.. refusal.Arguments.Select(Shown)]];

    // Days and amounts as the reader writes them; what is only a code says nothing to a person, and no sentence asks for it.
    private static object Shown(object argument) => argument switch
    {
        DateOnly day => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
        Money money => MoneyFormat.Text(money.Amount, money.Currency.Code, CultureInfo.CurrentCulture),
        decimal amount => amount.ToString("N0", CultureInfo.CurrentCulture),
        _ => argument,
    };

    // Rules find faults in their own order; people read down the form. A browser posts the fields as they stand on the page, and the
    // collection keeps that order. First what is about the whole form; last what posts nothing, such as a mark that is not set.
    private int Place(Refusal refusal, string prefix)
    {
        if (refusal.Field is null) return -1;
        if (accessor.HttpContext is not { Request.HasFormContentType: true } context) return int.MaxValue;
        var field = prefix + refusal.Field;
        var place = 0;
        foreach (var posted in context.Request.Form.Keys)
        {
            if (posted.StartsWith(field, StringComparison.Ordinal) && (posted.Length == field.Length || posted[field.Length] is '.' or '[')) return place;
            place++;
        }

        return int.MaxValue;
    }

    private FormErrors Say(int status, string sentence)
    {
        Status(status);
        var errors = new FormErrors();
        errors.Add(string.Empty, sentence);
        return errors;
    }

    private void Status(int status)
    {
        if (accessor.HttpContext is { Response.HasStarted: false } context) context.Response.StatusCode = status;
    }
}
