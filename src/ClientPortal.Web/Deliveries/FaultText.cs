using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Deliveries;

/// <summary>Why a message did not go out, in words.</summary>
public static class FaultText
{
    /// <summary>The words for a fault's code; a server's answer is said by its class, with the number beside it. Nothing for no fault.</summary>
    public static string Fault(this IStringLocalizer<NoticeWords> words, string? code)
    {
        ArgumentNullException.ThrowIfNull(words);
        return code switch
        {
            null => "",
            ['s', 'm', 't', 'p', '-', var first, ..] => $"{words[$"Fault.smtp-{first}"].Value} ({code[5..]})",
            _ => words[$"Fault.{code}"] is { ResourceNotFound: false } known ? known.Value : code,
        };
    }
}
