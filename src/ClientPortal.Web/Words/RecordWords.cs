namespace ClientPortal.Web.Words;

/// <summary>The words of the record and of who looked: <c>RecordWords.resx</c> and <c>RecordWords.ru.resx</c>.</summary>
public sealed class RecordWords;
