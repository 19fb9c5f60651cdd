using System.Resources;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Words;

namespace ClientPortal.Web.Components.Pages.Quotes;

/// <summary>The sentence a signatory agrees to, in the language it was shown in: on the post too, whatever language the page is in by then.</summary>
internal static class QuoteConsent
{
    private static readonly ResourceManager Texts = new(typeof(QuoteWords).FullName!, typeof(QuoteWords).Assembly);

    /// <summary>The sentence.</summary>
    /// <param name="language">The reader's language.</param>
    /// <param name="number">What the quote is called.</param>
    /// <param name="client">For whom it is accepted.</param>
    public static string Text(Language language, string number, string client) =>
        string.Format(language.Culture(), Texts.GetString("ConsentSentence", language.Culture())!, number, client);
}
