namespace ClientPortal.Web.Bell;

/// <summary>How many notices the reader of a request had not seen when it began.</summary>
/// <param name="Count">None for who still owes a second factor.</param>
internal sealed record UnseenNotices(int Count);
