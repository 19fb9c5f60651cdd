using ClientPortal.Audit.Deliveries;
using ClientPortal.Audit.Facts;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Pages.Amendments;
using ClientPortal.Web.Reading;
using ClientPortal.Web.Words;
using Microsoft.Extensions.Localization;

namespace ClientPortal.Web.Components.Pages.Records;

/// <summary>How entries of a contract's record are put into words: one sentence each, and old and new of everything that changed.</summary>
public sealed class RecordSaying(IStringLocalizer<RecordWords> words, AmendmentSaying say, Reader reader)
{
    /// <summary>Everything that can stand in the record of a contract, in the order a contract lives through it.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        "contract.drafted", "contract.reopened", "contract.offered", "contract.withdrawn", "contract.declined", "contract.signed", "contract.in-force",
        "amendment.proposed", "amendment.countered", "amendment.commented", "amendment.agreed", "amendment.declined", "amendment.withdrawn",
        "amendment.notice-waived", "amendment.signed", "amendment.signed-by-both", "amendment.lapsed", "amendment.in-force",
        "terms.version-signed", "terms.version-applies", "contract.completed", "contract.terminated",
    ];

    /// <summary>A kind of entry in a few words.</summary>
    public string Kind(string code) => words[$"Code.{code}"];

    /// <summary>What happened, as one sentence.</summary>
    public string Sentence(RecordRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var actor = row.ActorName ?? words[row.Actor is null ? "ThePortal" : "Somebody"].Value;
        var number = row.AmendmentNumber?.ToString(reader.Culture) ?? "";
        var template = words[$"Did.{row.Code}"];
        return template.ResourceNotFound ? words["DidUnknown", actor, row.Code] : string.Format(reader.Culture, template.Value, [actor, .. Arguments(row, number)]);
    }

    /// <summary>What changed by the values of an entry, each with old and new.</summary>
    public IReadOnlyList<RecordChange> Changes(IReadOnlyDictionary<string, FactValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var changes = new List<RecordChange>();
        if (values.GetValueOrDefault("changes") is FactValue.Sequence sequence)
        {
            foreach (var group in sequence.Values.OfType<FactValue.Group>()) changes.AddRange(Of(group.Values));
        }

        if (values.GetValueOrDefault("total") is FactValue.Change total && total.Old != total.New) changes.Add(new RecordChange(words["FieldTotal"], Text(total.Old), Text(total.New)));
        return changes;
    }

    /// <summary>Old and new in one line. Short values are replaced whole; only prose is compared word by word.</summary>
    public static IReadOnlyList<Segment> Compared(RecordChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change is { Old.Length: > 24, New: not null } or { New.Length: > 24, Old: not null }) return WordDiff.Between(change.Old, change.New);
        var segments = new List<Segment>();
        if (change.Old is { } old) segments.Add(new Segment(old, SegmentKind.Deleted));
        if (change is { Old: not null, New: not null }) segments.Add(new Segment(" → ", SegmentKind.Kept));
        if (change.New is { } now) segments.Add(new Segment(now, SegmentKind.Inserted));
        return segments;
    }

    /// <summary>How far a message got, in words.</summary>
    public string Delivery(RecordDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var sent = delivery switch
        {
            { SentAt: { } at } => words["SentAt", Moment(at)].Value,
            { Mail: DeliveryState.Queued or null } => words["QueuedAt", Moment(delivery.ToldAt)].Value,
            _ => words["NotDelivered", Moment(delivery.ToldAt)].Value,
        };
        return delivery.SeenAt is { } seen ? $"{sent}, {words["SeenAt", Moment(seen)]}" : $"{sent}, {words["NotSeen"]}";
    }

    /// <summary>A moment by the reader's clock.</summary>
    public string Moment(DateTimeOffset moment) => $"{say.Day(moment)}, {reader.Local(moment).ToString("HH:mm", reader.Culture)}";

    private object[] Arguments(RecordRow row, string number)
    {
        return row.Code switch
        {
            "contract.offered" => [Value("total"), Value("starts")],
            "contract.signed" => [Side("side")],
            "contract.in-force" => [Value("applies-from")],
            "contract.terminated" => [Value("from"), words.Count("Days", Whole("notice-days"))],
            "terms.version-signed" => [Value("version"), Value("effective-on")],
            "terms.version-applies" => [Value("version"), Value("applies-from")],
            "amendment.proposed" => [number, Value("effective-on")],
            "amendment.countered" => [number, Value("effective-on"), Value("revision")],
            "amendment.agreed" or "amendment.lapsed" or "amendment.in-force" => [number, Value("effective-on")],
            "amendment.notice-waived" => [number, words.Count("Days", Whole("notice-days"))],
            "amendment.signed" => [number, Side("side")],
            "amendment.signed-by-both" => [number, Value("version"), Value("effective-on"), Value("notice-given"), Value("first-possible")],
            _ => [number],
        };

        string Value(string name) => Text(row.Values.GetValueOrDefault(name)) ?? "–";

        long Whole(string name) => row.Values.GetValueOrDefault(name) is FactValue.Whole whole ? whole.Value : 0;

        string Side(string name) => row.Values.GetValueOrDefault(name) is FactValue.Text text && Enum.TryParse<Side>(text.Value, out var side) ? say.Name(side) : "–";
    }

    private IEnumerable<RecordChange> Of(IReadOnlyDictionary<string, FactValue> group)
    {
        var code = group.GetValueOrDefault("change") is FactValue.Text text ? text.Value : "";
        var name = Text(group.GetValueOrDefault("name"))
            ?? (group.GetValueOrDefault("heading") is FactValue.Change heading ? Text(heading.New) ?? Text(heading.Old) : null);
        var label = words[$"Change.{code}", name ?? ""].Value;
        foreach (var field in (string[])["heading", "text", "price", "from", "to", "ends"])
        {
            if (group.GetValueOrDefault(field) is not FactValue.Change change || change.Old == change.New) continue;
            // The heading names the change already, where it only comes or goes with its clause.
            if (field == "heading" && (change.Old is null || change.New is null)) continue;
            yield return new RecordChange($"{label}, {words[$"Field.{field}"]}", Text(change.Old), Text(change.New));
        }
    }

    private string? Text(FactValue? value) => value switch
    {
        FactValue.Text text => text.Value,
        FactValue.Whole whole => whole.Value.ToString(reader.Culture),
        FactValue.Day day => say.Day(day.Value),
        FactValue.Amount amount => MoneyFormat.Text(amount.Value, amount.Currency, reader.Culture),
        FactValue.Hash hash => words["TextByHash", Convert.ToHexStringLower(hash.Value.Span)[..16]],
        FactValue.Moment moment => Moment(moment.Value),
        _ => null,
    };
}

/// <summary>One thing that changed.</summary>
/// <param name="What">What it is.</param>
/// <param name="Old">What it was; null when it was not there.</param>
/// <param name="New">What it is; null when it is not there any more.</param>
public sealed record RecordChange(string What, string? Old, string? New);
