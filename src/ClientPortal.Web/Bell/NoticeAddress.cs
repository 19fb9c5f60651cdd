using ClientPortal.Audit.Notices;

namespace ClientPortal.Web.Bell;

/// <summary>The address that opens a notice: it notes that the person saw it and leads on to what it is about.</summary>
internal static class NoticeAddress
{
    private const string Mail = "mail";

    /// <summary>The endpoint's template.</summary>
    public const string Template = "/notices/{id:guid}/open";

    /// <summary>The link on a page.</summary>
    public static string Of(NoticeId id) => $"/notices/{id}/open";

    /// <summary>The link in a mail.</summary>
    public static string FromMail(NoticeId id) => $"{Of(id)}?from={Mail}";

    /// <summary>Which way the link was followed.</summary>
    public static SeenThrough Through(string? from) => from == Mail ? SeenThrough.MailLink : SeenThrough.Portal;
}
