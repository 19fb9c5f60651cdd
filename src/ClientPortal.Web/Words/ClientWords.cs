namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of clients: <c>ClientWords.resx</c> and <c>ClientWords.ru.resx</c>.</summary>
public sealed class ClientWords;
