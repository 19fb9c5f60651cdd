using System.Text;
using System.Text.Json;
using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;

namespace ClientPortal.Audit.Tests;

public sealed class LeafV1Tests
{
    private static readonly ClientId Client = ClientId.Of(Guid.Parse("0197aaaa-0000-7000-8000-000000000001"));
    private static readonly PersonId Actor = PersonId.Of(Guid.Parse("0197aaaa-0000-7000-8000-000000000002"));
    private static readonly FactSubject Subject = new("contract", Guid.Parse("0197aaaa-0000-7000-8000-000000000003"));
    private static readonly EntryId Id = EntryId.Of(Guid.Parse("0197aaaa-0000-7000-8000-000000000004"));
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 30, 15, 123, 456, TimeSpan.FromHours(3));

    // These bytes are the format: a change here breaks every log there is. docs/decisions/leaf-format-v1.md shows them too.
    private const string Golden =
        """{"actor":"0197aaaa-0000-7000-8000-000000000002","at":"2026-03-02T09:30:15.123456Z","fact":"contract.sample","id":"0197aaaa-0000-7000-8000-000000000004","log":"0197aaaa-0000-7000-8000-000000000001","personal":{"reason":"VdzXmv7kql922oPiIkCCz5QFfm4GVB4buq1GK57WHnk"},"subject":{"id":"0197aaaa-0000-7000-8000-000000000003","kind":"contract"},"v":1,"values":{"amount":{"currency":"EUR","type":"amount","value":"1200.5"},"change":{"new":{"type":"text","value":"Стало"},"old":null,"type":"change"},"day":{"type":"day","value":"2026-04-01"},"flag":{"type":"flag","value":true},"group":{"type":"group","value":{"a":{"type":"whole","value":1}}},"moment":{"type":"moment","value":"2026-03-31T22:00:00.000000Z"},"number":{"type":"number","value":"-0.125"},"reference":{"type":"reference","value":"0197aaaa-0000-7000-8000-000000000001"},"sequence":{"type":"sequence","value":[{"type":"whole","value":2},{"type":"whole","value":1}]},"sha256":{"type":"sha256","value":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"text":{"type":"text","value":"Net 30"},"whole":{"type":"whole","value":-42}}}""";

    [Fact]
    public void A_fixed_fact_gives_exactly_these_bytes_for_ever()
    {
        var fact = new Fact("contract.sample", Client, Subject, Audience.Nobody)
        {
            Values = new Dictionary<string, FactValue>(StringComparer.Ordinal)
            {
                ["text"] = new FactValue.Text("Net 30"),
                ["whole"] = new FactValue.Whole(-42),
                ["number"] = new FactValue.Number(-0.1250m),
                ["flag"] = new FactValue.Flag(true),
                ["day"] = new FactValue.Day(new DateOnly(2026, 4, 1)),
                ["moment"] = new FactValue.Moment(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(2))),
                ["amount"] = new FactValue.Amount(1200.50m, "EUR"),
                ["reference"] = new FactValue.Reference(Client.Value),
                ["sha256"] = new FactValue.Hash(System.Security.Cryptography.SHA256.HashData([])),
                ["change"] = new FactValue.Change(null, new FactValue.Text("Стало")),
                ["group"] = new FactValue.Group(new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["a"] = new FactValue.Whole(1) }),
                ["sequence"] = new FactValue.Sequence([new FactValue.Whole(2), new FactValue.Whole(1)]),
            },
        };
        var salt = Enumerable.Range(0, Commitment.SaltLength).Select(i => (byte)i).ToArray();
        var commitments = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = Commitment.To("reason", "Moved to another team", salt) };

        var leaf = Encoding.UTF8.GetString(LeafV1.Write(Fixed(Entry.For(fact, Actor, At)), fact, commitments));

        Assert.Equal(Golden, leaf);
    }

    [Fact]
    public void The_page_about_the_format_shows_the_same_bytes() =>
        Assert.Contains(Golden, File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "decisions", "leaf-format-v1.md")), StringComparison.Ordinal);

    [Fact]
    public void What_the_portal_does_and_what_belongs_to_no_client_is_said_in_words()
    {
        var leaf = JsonDocument.Parse(Entry.For(new Fact("price.published", null, Subject, Audience.Nobody), null, At).Leaf).RootElement;

        Assert.Equal("portal", leaf.GetProperty("actor").GetString());
        Assert.Equal("installation", leaf.GetProperty("log").GetString());
    }

    [Fact]
    public void A_personal_value_stands_in_the_leaf_only_as_its_commitment()
    {
        var entry = Entry.For(With("Zinaida Ivanova"), Actor, At);

        var kept = Assert.Single(entry.Personal);
        Assert.Equal("Zinaida Ivanova", kept.Value);
        Assert.DoesNotContain("Zinaida", Encoding.UTF8.GetString(entry.Leaf), StringComparison.Ordinal);
        Assert.Equal(kept.Commit(), JsonDocument.Parse(entry.Leaf).RootElement.GetProperty("personal").GetProperty("name").GetString());
    }

    [Fact]
    public void The_same_value_recorded_twice_does_not_show_that_it_is_the_same() =>
        Assert.NotEqual(Entry.For(With("Zinaida"), Actor, At).Personal[0].Commit(), Entry.For(With("Zinaida"), Actor, At).Personal[0].Commit());

    [Fact]
    public void The_moment_is_cut_to_the_microsecond_that_the_database_keeps()
    {
        var entry = Entry.For(With("x"), Actor, At.AddTicks(9));

        Assert.Equal(At, entry.At);
        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
    }

    [Theory]
    [InlineData("1.5", "1.50")]
    [InlineData("100", "100.0000")]
    [InlineData("0", "0.00")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("-0.1", "-0.10")]
    public void One_number_has_one_text_however_many_digits_it_came_with(string written, string given)
    {
        var value = decimal.Parse(given, System.Globalization.CultureInfo.InvariantCulture);
        var fact = With("x") with { Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["n"] = new FactValue.Number(value) } };

        Assert.Contains($"\"value\":\"{written}\"", Encoding.UTF8.GetString(Entry.For(fact, Actor, At).Leaf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(33)]
    public void A_hash_of_another_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => Entry.For(WithValue(new FactValue.Hash(new byte[length])), Actor, At));

    [Fact]
    public void A_leaf_may_be_as_long_as_a_log_tile_can_hold_and_no_longer()
    {
        var empty = Entry.For(WithValue(new FactValue.Text(string.Empty)), Actor, At).Leaf.Length;

        var longest = Entry.For(WithValue(new FactValue.Text(new string('a', LeafV1.LargestLeaf - empty))), Actor, At);

        Assert.Equal(LeafV1.LargestLeaf, longest.Leaf.Length);
        Assert.Throws<ArgumentException>(() => Entry.For(WithValue(new FactValue.Text(new string('a', LeafV1.LargestLeaf - empty + 1))), Actor, At));
    }

    private static Fact With(string name) => new("person.invited", null, Subject, Audience.Nobody)
    {
        Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name },
    };

    private static Fact WithValue(FactValue value) => new("contract.sample", Client, Subject, Audience.Nobody)
    {
        Values = new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["v"] = value },
    };

    // An entry makes its own identifier; the format is shown with one that stands still.
    private static Entry Fixed(Entry entry)
    {
        typeof(Entry).GetProperty(nameof(Entry.Id))!.SetValue(entry, Id);
        return entry;
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "ClientPortal.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
