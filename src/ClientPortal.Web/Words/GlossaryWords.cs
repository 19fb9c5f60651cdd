namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of the glossary: <c>GlossaryWords.resx</c> and <c>GlossaryWords.ru.resx</c>.</summary>
public sealed class GlossaryWords;
