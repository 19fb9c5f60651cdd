namespace ClientPortal.Web.Words;

/// <summary>The words of the bell, notices and deliveries: <c>Told.resx</c> and <c>Told.ru.resx</c>.</summary>
public sealed class Told;
