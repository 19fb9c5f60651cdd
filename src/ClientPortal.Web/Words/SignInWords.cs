namespace ClientPortal.Web.Words;

/// <summary>The words of the sign-in family and of one's own account: <c>SignInWords.resx</c> and <c>SignInWords.ru.resx</c>.</summary>
public sealed class SignInWords;
