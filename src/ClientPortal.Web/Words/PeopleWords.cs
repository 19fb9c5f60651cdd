namespace ClientPortal.Web.Words;

/// <summary>The words of people, roles and rights: <c>PeopleWords.resx</c> and <c>PeopleWords.ru.resx</c>.</summary>
public sealed class PeopleWords;
