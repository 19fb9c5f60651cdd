namespace ClientPortal.Documents.Tests;

internal static class Expect
{
    private const string Marks = ",.;:()“”«»";

    /// <summary>Each word of the texts stands in the document, all of them in this order. Punctuation at a word's ends does not count.</summary>
    public static void InOrder(byte[] pdf, IEnumerable<string> texts)
    {
        var printed = Words(Poppler.Text(pdf));
        var at = 0;
        foreach (var text in texts)
        {
            foreach (var word in Words(text))
            {
                var found = Array.IndexOf(printed, word, at);
                Assert.True(found >= 0, $"'{word}' of '{text}' is missing after '{string.Join(' ', printed[Math.Max(0, at - 8)..at])}'.");
                at = found + 1;
            }
        }
    }

    private static string[] Words(string text) =>
        Poppler.Words(text).Select(word => word.Trim(Marks.ToCharArray())).Where(word => word.Length > 0).ToArray();
}
