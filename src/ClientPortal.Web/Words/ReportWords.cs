namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of status reports: <c>ReportWords.resx</c> and <c>ReportWords.ru.resx</c>.</summary>
public sealed class ReportWords;
