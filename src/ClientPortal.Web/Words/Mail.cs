namespace ClientPortal.Web.Words;

/// <summary>The words of mail: <c>Mail.resx</c> and <c>Mail.ru.resx</c>.</summary>
public sealed class Mail;
