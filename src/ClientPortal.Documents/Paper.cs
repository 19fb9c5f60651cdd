using System.Globalization;
using ClientPortal.Documents.Layout;
using ClientPortal.Documents.Words;
using ClientPortal.Domain.Clients;

namespace ClientPortal.Documents;

/// <summary>One side of an agreement as it is printed.</summary>
/// <param name="Name">Full legal name.</param>
/// <param name="Details">Registration, address, bank: free lines parted by line breaks; may be empty.</param>
/// <param name="Signatory">Name of the person who signs for this side; empty while that is not settled.</param>
/// <param name="SignatoryPosition">Position and what it rests on ("director, by the charter"); may be empty.</param>
public sealed record PartyPaper(string Name, string Details, string Signatory, string SignatoryPosition)
{
    /// <summary>The client as documents name it.</summary>
    internal static PartyPaper Of(ClientDetails client) => new(
        client.LegalName, string.Join('\n', new[] { client.Registration, client.PostalAddress }.Where(line => line.Length > 0)), string.Empty, string.Empty);
}

/// <summary>What every document of ours has: words and figures of its language, a head, a foot and honest metadata.</summary>
internal sealed class Paper
{
    public Paper(CultureInfo language)
    {
        ArgumentNullException.ThrowIfNull(language);
        (Language, Words) = (language, new DocumentWords(language));
        Figures = new Figures(Words);
    }

    public CultureInfo Language { get; }

    public DocumentWords Words { get; }

    public Figures Figures { get; }

    public string this[string key] => Words[key];

    public byte[] Print(string title, string author, string subject, DateTimeOffset madeAt, IReadOnlyList<Block> body) =>
        new Sheet(new SheetInfo(title, author, subject, Language, madeAt), new Column(body))
        {
            Header = Look.Running(subject),
            Footer = Look.Foot(title, (page, pages) => Words.Format("PageOf", page, pages)),
        }.Render();

    /// <summary>Both sides next to each other: name, details, who signs.</summary>
    public Block Parties(PartyPaper provider, PartyPaper client) => new Row(
        [(Width.Part(), Party("Provider", provider)), (Width.Part(), Party("Client", client))],
        gap: 28)
    {
        SpaceAfter = 10,
    };

    /// <summary>Where each side signs, and that it does so electronically.</summary>
    public Block Signatures(PartyPaper provider, PartyPaper client) => new KeepTogether(new Column(
    [
        Look.Section(this["Signatures"]),
        Look.Text(this["SignatureMeaning"]),
        new Row([(Width.Part(), Signatory("Provider", provider)), (Width.Part(), Signatory("Client", client))], gap: 28) { SpaceBefore = 10 },
    ]))
    {
        SpaceBefore = 20,
    };

    private Column Party(string role, PartyPaper party) => new(
    [
        new Paragraph(this[role], Look.Label) { SpaceAfter = 2 },
        new Paragraph(party.Name, Look.Strong) { SpaceAfter = 2 },
        .. Optional(party.Details, Look.Small),
        .. party.Signatory.Length == 0 ? [] : (Block[])
        [
            new Paragraph(this["Signatory"], Look.Label) { SpaceBefore = 6, SpaceAfter = 1 },
            new Paragraph(party.Signatory, Look.Small),
        ],
        .. Optional(party.SignatoryPosition, Look.Small),
    ]);

    private Column Signatory(string role, PartyPaper party) => new(
    [
        new Paragraph(this[role], Look.Label) { SpaceAfter = 2 },
        new Paragraph(party.Name, Look.Small) { SpaceAfter = 30 },
        new Rule(0.5, Ink.StrongLine) { SpaceAfter = 4 },
        .. Optional(party.Signatory, Look.SmallStrong),
        .. Optional(party.SignatoryPosition, Look.Small),
    ]);

    private static Block[] Optional(string text, TextStyle style) => string.IsNullOrWhiteSpace(text) ? [] : [new Paragraph(text, style)];
}
