using System.Resources;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Words;

namespace ClientPortal.Web.Components.Pages.Quotes;

/// <summary>The sentence a signatory agrees to, in the language it was shown in: on the post too, whatever language the page is in by then.</summary>
internal static class QuoteConsent
{
    private static readonly ResourceManager Texts = new(typeof(QuoteWords).FullName!, typeof(QuoteWords).Assembly);

    /// <summary>The sentence.</summary>
    /// <param name="language">The reader's language.</param>
    /// <param name="quote">What is accepted; where it has no options, the sentence says nothing of any.</param>
    public static string Text(Language language, QuotePage quote) => string.Format(
        language.Culture(), Texts.GetString(quote.Sheet.HasOptions ? "ConsentSentence" : "ConsentSentencePlain", language.Culture())!, quote.Number, quote.ClientName);
}
