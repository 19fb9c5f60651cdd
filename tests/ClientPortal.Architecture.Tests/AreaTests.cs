namespace ClientPortal.Architecture.Tests;

public sealed class AreaTests
{
    private static readonly string[] Foundation = ["Shared", "Data", "Access", "Clients"];

    [Fact]
    public void An_area_of_the_domain_uses_only_the_areas_listed_for_it() =>
        Assert.Empty(AreaRules.Broken(House.TypesOf("ClientPortal.Domain"), "ClientPortal.Domain", AreaRules.Table));

    [Fact]
    public void Every_area_is_listed() =>
        Assert.Empty(AreaRules.Areas(House.TypesOf("ClientPortal.Domain")).Except(AreaRules.Table.Keys));

    [Fact]
    public void Above_the_foundation_the_table_has_no_cycle()
    {
        var above = AreaRules.Table.Where(row => !Foundation.Contains(row.Key))
            .ToDictionary(row => row.Key, row => row.Value.Except(Foundation).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (above.FirstOrDefault(row => row.Value.Count == 0).Key is { } free)
        {
            above.Remove(free);
            foreach (var uses in above.Values) uses.Remove(free);
        }

        Assert.Empty(above);
    }

    [Fact]
    public void A_use_against_the_table_is_found_in_shape_code_and_lambda()
    {
        var broken = AreaRules.Broken(
            House.Samples("Areas"), "ClientPortal.Architecture.Tests.Samples.Areas",
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["High"] = ["Low"] });

        Assert.Equal(3, broken.Count);
        Assert.All(broken, sentence => Assert.Contains("(Low) uses High", sentence, StringComparison.Ordinal));
    }
}
