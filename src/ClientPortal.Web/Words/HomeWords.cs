namespace ClientPortal.Web.Words;

/// <summary>The words of the home pages: <c>HomeWords.resx</c> and <c>HomeWords.ru.resx</c>.</summary>
public sealed class HomeWords;
