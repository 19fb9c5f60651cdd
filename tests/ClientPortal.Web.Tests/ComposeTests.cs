using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using ClientPortal.Testing;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Logs;
using ClientPortal.Web.Mail;

namespace ClientPortal.Web.Tests;

/// <summary>What <c>docker-compose.yml</c> says to the portal is what the portal listens to. No engine is needed: the file is read.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));

    private static readonly Dictionary<string, Type> Sections = new(StringComparer.Ordinal) { [PortalOptions.Section] = typeof(PortalOptions), [MailOptions.Section] = typeof(MailOptions), [RecordOptions.Section] = typeof(RecordOptions) };

    [Fact]
    public void Every_setting_is_one_the_portal_knows() => Assert.All(Settings(), setting => Assert.True(IsKnown(setting.Split("__")), setting));

    [Fact]
    public void Every_setting_the_portal_requires_is_said() => Assert.Empty(
        Sections.SelectMany(section => section.Value.GetProperties().Where(property => property.GetCustomAttribute<RequiredAttribute>() is not null).Select(property => $"{section.Key}__{property.Name}"))
            .Concat(["ConnectionStrings__Portal", "ConnectionStrings__Worker", "ConnectionStrings__Owner", "Portal__KeyRingCertificate", "Record__MasterKeyFile", "Mail__Host", "Mail__From"])
            .Except(Settings(), StringComparer.Ordinal));

    [Fact]
    public void Nothing_secret_stands_in_the_file_and_the_example_names_every_variable() =>
        Assert.Equal(
            Variable().Matches(Compose).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            File.ReadLines(Path.Combine(Repository.Root, ".env.example")).Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_image_is_named_with_its_version()
    {
        var images = Image().Matches(Compose + File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"))).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(images.Count >= 6);
        Assert.All(images, image => Assert.True(image == "clientportal:local" || Pinned().IsMatch(image), image));
    }

    [Theory]
    [InlineData("Portal__Proxis__0")]
    [InlineData("Mail__Server")]
    [InlineData("ConnectionStrings__Postgres")]
    public void A_setting_with_a_slip_in_it_is_found(string setting) => Assert.False(IsKnown(setting.Split("__")));

    private static IReadOnlyList<string> Settings() => [.. Setting().Matches(Compose).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    private static bool IsKnown(string[] path) => path switch
    {
        ["ConnectionStrings", "Portal" or "Worker" or "Owner"] => true,
        [var section, var name] => Property(section, name) is not null,
        [var section, var name, _] => Property(section, name) is { PropertyType: var type } && type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type),
        _ => false,
    };

    private static PropertyInfo? Property(string section, string name) => Sections.GetValueOrDefault(section)?.GetProperty(name);

    [GeneratedRegex("""^ {6}(?<name>[A-Z][a-z]\w*__\w+):""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Setting();

    [GeneratedRegex("""\$\{(?<name>\w+):\?\}""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Variable();

    [GeneratedRegex("""^(    image:|FROM) (?<name>\S+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Image();

    [GeneratedRegex(""":v?\d+\.\d+(\.\d+)?(-\w+)?$""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pinned();
}
