namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of price lists: <c>PricingWords.resx</c> and <c>PricingWords.ru.resx</c>.</summary>
public sealed class PricingWords;
