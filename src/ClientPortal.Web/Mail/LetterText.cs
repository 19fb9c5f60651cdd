using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ClientPortal.Web.Mail;

/// <summary>What a mail says, before it is set.</summary>
/// <param name="Subject">The subject; also the heading.</param>
/// <param name="Greeting">How it begins.</param>
/// <param name="Paragraphs">What it says.</param>
/// <param name="Action">The words of its one link.</param>
/// <param name="Link">Where that leads.</param>
/// <param name="Foot">Who sends it and why, in small type.</param>
internal sealed record LetterText(string Subject, string Greeting, IReadOnlyList<string> Paragraphs, string Action, Uri Link, string Foot)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The plain form.</summary>
    public string ToText() => string.Join("\r\n\r\n", [Greeting, .. Paragraphs, $"{Action}:\r\n{Link.AbsoluteUri}", $"--\r\n{Foot}"]) + "\r\n";

    /// <summary>The formatted form: type and space, no pictures, nothing loaded from elsewhere.</summary>
    public string ToHtml(CultureInfo culture)
    {
        const string Sans = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";
        var html = new StringBuilder();
        html.Append(culture, $"""<!DOCTYPE html><html lang="{culture.TwoLetterISOLanguageName}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>{Encode(Subject)}</title></head>""");
        html.Append(culture, $"""<body style="margin:0;padding:24px 16px;background:#fcfbf8;color:#1c1f23;{Sans};font-size:16px;line-height:26px"><div style="max-width:560px;margin:0 auto">""");
        html.Append(culture, $"""<div style="padding:32px 28px;background:#ffffff;border:1px solid #e3e0d8;border-radius:6px"><h1 style="margin:0 0 20px;font-size:22px;line-height:30px;font-weight:600">{Encode(Subject)}</h1><p style="margin:0 0 16px">{Encode(Greeting)}</p>""");
        foreach (var paragraph in Paragraphs) html.Append(culture, $"""<p style="margin:0 0 16px">{Encode(paragraph)}</p>""");
        html.Append(culture, $"""<p style="margin:28px 0 0"><a href="{Encode(Link.AbsoluteUri)}" style="display:inline-block;padding:11px 20px;background:#1f5a52;color:#ffffff;border-radius:6px;font-weight:600;text-decoration:none">{Encode(Action)}</a></p></div>""");
        html.Append(culture, $"""<p style="margin:20px 28px 0;color:#5b626b;font-size:14px;line-height:22px">{Encode(Foot)}</p></div></body></html>""");
        return html.ToString();
    }

    private static string Encode(string text) => Encoder.Encode(text).Replace("&#xA;", "<br>", StringComparison.Ordinal);
}
