namespace ClientPortal.Web.Words;

/// <summary>The words of the frame, of errors and of the Kit: <c>Frame.resx</c> and <c>Frame.ru.resx</c>.</summary>
public sealed class Frame;
