namespace ClientPortal.Web.Words;

/// <summary>The words of the bell, notices and deliveries: <c>NoticeWords.resx</c> and <c>NoticeWords.ru.resx</c>.</summary>
public sealed class NoticeWords;
