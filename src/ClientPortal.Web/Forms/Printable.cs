using ClientPortal.Documents;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Web.Forms;

/// <summary>What a document that both sides sign is made of must be shown in it as it was typed.</summary>
internal static class Printable
{
    /// <summary>Adds a fault for a text with characters that no font of the documents has.</summary>
    /// <param name="faults">What is wrong with the form so far.</param>
    /// <param name="text">What was typed; null is nothing.</param>
    /// <param name="field">The field it was typed into.</param>
    public static void AddUnprintable(this List<Refusal> faults, string? text, string field)
    {
        if (text is not null && PrintableText.Missing(text).Count > 0) faults.Add(new Refusal(Rule.UnprintableText, field));
    }
}
