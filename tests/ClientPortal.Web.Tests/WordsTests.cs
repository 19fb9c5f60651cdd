using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Reading;

namespace ClientPortal.Web.Tests;

public sealed partial class WordsTests
{
    // Keys put together when the page runs: what they begin with, by area. Each line needs a reason.
    private static readonly Dictionary<string, string[]> MadeAtRunTime = new(StringComparer.Ordinal)
    {
        // Place: named in Places.All. Problem: the failure's name stands in the middle.
        // Also zones by their names in the database.
        ["Frame"] = ["Place", "Problem", "Zone"],
        // Found by a fact's code and by a mail's kind; tests of their own hold them complete.
        ["Facts"] = [""],
        ["Mail"] = [""],
        // Kind: a delivery's kind. Fault: the code of why it failed.
        ["NoticeWords"] = ["Kind.", "Fault."],
        // Roles, rights and languages by the names of their enums.
        ["PeopleWords"] = ["Role", "Right", "English", "Russian"],
        ["ClientWords"] = ["English", "Russian"],
        // Kinds of what was found, by the names of their enum.
        ["SearchWords"] = ["Kind"],
        // What waits and until when, what an amendment touches, what comes up: by the names of enums.
        ["HomeWords"] = ["What", "Until", "About", "Coming", "Begun", "As"],
        // States, kinds of clauses, changes and notice by the names of their enums; what was just done, as the address says it.
        ["AmendmentWords"] = ["State", "Change", "Kind", "Done"],
        // KindOf: what entries happen to, by the first part of their code. Look: how somebody looked, and at what.
        // Finding: what a verification found, Trouble: why others do not vouch for a log, by the names of enums. Pace: how often, by minutes.
        ["RecordWords"] = ["KindOf", "Look", "Finding.", "Trouble", "Pace"],
        // States, kinds of clauses and what they begin with, parts of a draft, ways of signing in, what was just done: by the names of enums and fields.
        ["ContractWords"] = ["State", "Stood", "Kind", "Begin", "Part", "Method", "Validity", "Done", "ComingClause", "SignFirstEffect", "SignSecondEffect", "English", "Russian"],
        // Units, ways to a price, standings of a version, fields of a file and how it is written, what was just done: by the names of enums, or as the address says it.
        ["PricingWords"] = ["Unit", "Per", "How", "Standing", "Says", "Field", "Letters", "Separator", "Numbers", "Done", "English", "Russian"],
        // States, units and ways of signing in by the names of their enums; the sentence of consent in the quote's language; what was just done, as the address says it; columns of the table that leaves.
        ["QuoteWords"] = ["State", "Unit", "One", "Consent", "Method", "Done", "Csv", "English", "Russian"],
        // Parts of a report and of its rows, by the names of properties; what was just done, as the address says it.
        // Languages by the names of their enum; what was just done, as the address says it.
        ["GlossaryWords"] = ["English", "Russian", "Done"],
        ["ReportWords"] = ["Part", "Risk", "Decision", "Done"],
        // Also ways of signing in and what happened around it.
        ["SignInWords"] = ["Method", "Event", "English", "Russian"],
    };

    public static TheoryData<string> Areas { get; } = new(Source.Files(".resx")
        .Where(file => !file.EndsWith(".ru.resx", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)));

    [Theory]
    [MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_words(string area) =>
        Assert.Equal(English(area).Keys.Order(StringComparer.Ordinal), Russian(area).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Areas))]
    public void No_word_is_empty(string area) =>
        Assert.Empty(English(area).Concat(Russian(area)).Where(word => string.IsNullOrWhiteSpace(word.Value)).Select(word => word.Key));

    [Theory]
    [MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_placeholders(string area) =>
        Assert.Empty(English(area).Where(word => Russian(area).TryGetValue(word.Key, out var russian) && !Placeholders(word.Value).SetEquals(Placeholders(russian)))
            .Select(word => word.Key));

    [Theory]
    [MemberData(nameof(Areas))]
    public void A_counted_word_has_the_forms_of_its_language(string area)
    {
        foreach (var key in Uses().Where(use => use.Area == area && use.Counted).Select(use => use.Key).Distinct(StringComparer.Ordinal))
        {
            Assert.Equal((key, Plural.Forms(CultureInfo.GetCultureInfo("en-GB"))), (key, English(area)[key].Split('|').Length));
            Assert.Equal((key, Plural.Forms(CultureInfo.GetCultureInfo("ru-RU"))), (key, Russian(area)[key].Split('|').Length));
        }
    }

    [Fact]
    public void Every_word_that_is_used_exists() =>
        Assert.Empty(Uses().Where(use => !English(use.Area).ContainsKey(use.Key)).Select(use => $"{use.Area}.{use.Key} in {use.File}"));

    [Theory]
    [MemberData(nameof(Areas))]
    public void No_word_is_unused(string area)
    {
        var used = Quoted(area);
        // A refusal is named by its rule; another test holds the two lists together.
        var made = area == "Rules" ? Enum.GetNames<Rule>() : MadeAtRunTime.GetValueOrDefault(area, []);
        Assert.DoesNotContain(English(area).Keys, key => !used.Contains(key) && !made.Any(start => key.StartsWith(start, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_area_has_its_marker(string area) =>
        Assert.NotNull(typeof(Words.Frame).Assembly.GetType($"ClientPortal.Web.Words.{area}"));

    [Fact]
    public void Every_refusal_has_its_words() =>
        Assert.Empty(Enum.GetNames<Rule>().Except(English("Rules").Keys, StringComparer.Ordinal));

    [Fact]
    public void Everything_a_verification_may_find_has_its_words() =>
        Assert.Empty(Enum.GetNames<LogFindingKind>().Select(kind => $"Finding.{kind}").Except(English("RecordWords").Keys, StringComparer.Ordinal));

    // A key may be chosen between two, so that it does not stand right behind the localizer: any quoted text of a file that has it counts.
    private static HashSet<string> Quoted(string area) =>
        Source.Files(".razor", ".cs").Select(File.ReadAllText)
            .Where(text => Localizers(text).Any(localizer => localizer.Area == area))
            .SelectMany(text => QuotedText().Matches(text).Select(match => match.Groups["text"].Value))
            .ToHashSet(StringComparer.Ordinal);

    // A file names its localizer (@inject IStringLocalizer<Frame> Words, or a parameter) and uses it by that name.
    private static IEnumerable<(string Area, string Key, bool Counted, string File)> Uses() =>
        from file in Source.Files(".razor", ".cs")
        let text = File.ReadAllText(file)
        from localizer in Localizers(text)
        from Match use in Regex.Matches(text, $"""\b{localizer.Name}(?<how>\.Count\(|\[)"(?<key>\w+)"(?=[\],)])""", RegexOptions.None, TimeSpan.FromSeconds(5))
        select (localizer.Area, use.Groups["key"].Value, use.Groups["how"].Value != "[", Path.GetFileName(file));

    private static List<(string Area, string Name)> Localizers(string text)
    {
        var named = Localizer().Matches(text).Select(match => (match.Groups["area"].Value, match.Groups["name"].Value)).Distinct().ToList();
        // Helpers of the frame take a localizer without an area.
        return named.Count > 0 || !text.Contains("IStringLocalizer words", StringComparison.Ordinal) ? named : [("Frame", "words")];
    }

    private static Dictionary<string, string> English(string area) => Read($"{area}.resx");

    private static Dictionary<string, string> Russian(string area) => Read($"{area}.ru.resx");

    private static Dictionary<string, string> Read(string name)
    {
        var file = Path.Combine(Source.Web, "Words", name);
        return File.Exists(file)
            ? XDocument.Load(file).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal)
            : [];
    }

    private static HashSet<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""IStringLocalizer<(?<area>\w+)>\s+(?<name>\w+)""", RegexOptions.None, 5000)]
    private static partial Regex Localizer();

    [GeneratedRegex("\"(?<text>\\w+)\"", RegexOptions.None, 5000)]
    private static partial Regex QuotedText();

    [GeneratedRegex("""\{(?<number>\d+)[^}]*\}""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Placeholder();
}
