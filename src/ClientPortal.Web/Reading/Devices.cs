namespace ClientPortal.Web.Reading;

/// <summary>What a browser says it is, short enough to recognise one's own: "Firefox, Windows".</summary>
public static class Devices
{
    // The order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("YaBrowser/", "Yandex Browser"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("SamsungBrowser/", "Samsung Internet"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Browser and system; what it says as it is, cut, when it is none we know; null when it says nothing.</summary>
    public static string? Name(string userAgent)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        if (string.IsNullOrWhiteSpace(userAgent)) return null;
        string?[] known = [Find(Browsers, userAgent), Find(Systems, userAgent)];
        var names = known.OfType<string>().ToList();
        return names.Count > 0 ? string.Join(", ", names) : userAgent[..Math.Min(userAgent.Length, 40)];
    }

    private static string? Find((string Mark, string Name)[] known, string text) =>
        known.FirstOrDefault(pair => text.Contains(pair.Mark, StringComparison.Ordinal)).Name;
}
