using System.Buffers.Text;
using System.Text;

namespace ClientPortal.Web.Access;

/// <summary>Tokens of mailed links in a form that survives mail programs: base64url (RFC 4648, section 5).</summary>
public static class LinkToken
{
    /// <summary>The token as it stands in a link.</summary>
    public static string Write(string token) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    /// <summary>The token of a link; empty, which no person's token is, when the text is none.</summary>
    public static string Read(string? text) =>
        text is not null && Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : string.Empty;
}
