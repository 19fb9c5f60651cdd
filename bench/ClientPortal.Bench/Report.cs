using System.Globalization;

namespace ClientPortal.Bench;

/// <summary>One line for each thing that was measured.</summary>
internal static class Report
{
    public static void Say(string what, FormattableString measured, string budget = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-66} {measured.ToString(CultureInfo.InvariantCulture),-40} {(budget.Length > 0 ? $"budget {budget}" : "")}").TrimEnd());

    /// <summary>What so many percent of the values do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
