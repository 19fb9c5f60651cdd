namespace ClientPortal.Web.Words;

/// <summary>The words of the pages of contracts: <c>ContractWords.resx</c> and <c>ContractWords.ru.resx</c>.</summary>
public sealed class ContractWords;
