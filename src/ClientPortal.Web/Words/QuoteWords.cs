namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of quotes: <c>QuoteWords.resx</c> and <c>QuoteWords.ru.resx</c>.</summary>
public sealed class QuoteWords;
