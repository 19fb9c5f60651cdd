namespace ClientPortal.Web.Words;

/// <summary>The words of the search pages: <c>SearchWords.resx</c> and <c>SearchWords.ru.resx</c>.</summary>
public sealed class SearchWords;
