namespace ClientPortal.Web.Words;

/// <summary>The words of every refusal, by the names of <see cref="ClientPortal.Domain.Shared.Rule"/>: <c>Rules.resx</c> and <c>Rules.ru.resx</c>.</summary>
public sealed class Rules;
