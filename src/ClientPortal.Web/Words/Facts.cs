namespace ClientPortal.Web.Words;

/// <summary>The words of facts, kinds of values among them; read by <see cref="Sentences.FactWords"/>: <c>Facts.resx</c> and <c>Facts.ru.resx</c>.</summary>
public sealed class Facts;
