namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of amendments: <c>AmendmentWords.resx</c> and <c>AmendmentWords.ru.resx</c>.</summary>
public sealed class AmendmentWords;
