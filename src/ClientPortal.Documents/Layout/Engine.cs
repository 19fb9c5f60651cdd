using PdfSharp;
using PdfSharp.Fonts;

namespace ClientPortal.Documents.Layout;

/// <summary>Sets the PDF library up, once in a process: its licence and the fonts that lie in this assembly.</summary>
internal static class Engine
{
    static Engine()
    {
        // PDFsharp 6.5 is AGPL-3.0-only or commercial and asks which of the two applies. ClientPortal is AGPL-3.0-only itself, so
        // it uses PDFsharp under the AGPL; who needs another licence buys PDFsharp's or replaces this project by another engine.
        PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver = new Resolver();
    }

    /// <summary>Runs the set-up on the first call; later calls cost nothing.</summary>
    public static void Ready()
    {
    }

    /// <summary>Each face is a family of its own with one style, so that nothing is ever simulated.</summary>
    private sealed class Resolver : IFontResolver
    {
        private static readonly Dictionary<string, Face> Faces = Face.All.ToDictionary(face => face.Name, StringComparer.Ordinal);

        public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) =>
            Faces.ContainsKey(familyName) ? new FontResolverInfo(familyName) : null;

        public byte[]? GetFont(string faceName) => Faces.GetValueOrDefault(faceName)?.File.Bytes;
    }
}
