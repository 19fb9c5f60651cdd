using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>Every form there is, found by walking, filled with what people should not type and sometimes do.</summary>
public sealed class BadInputTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    // What a form may take as it is, or refuse: names and reasons in every script.
    private static readonly (string Name, string Text)[] Texts =
    [
        ("ten thousand characters", new string('ы', 10_000)),
        ("markup", "<script>alert('x')</script><b>bold</b>"),
        ("right to left and signs", "שלום \u202e\u05d0\u05d1 😀👩‍👩‍👧‍👦 ﷽"),
        ("a null", "abc\0def"),
        ("one sign of a pair", "abc\ud83ddef"),
    ];

    [Theory]
    [InlineData("nora@northlight.example")]
    [InlineData("martin@northlight.example")]
    [InlineData("felix@northlight.example")]
    [InlineData("claire@harbourbooks.example")]
    public async Task A_form_answers_clearly_and_keeps_what_was_typed(string email)
    {
        var (broken, sent) = (new List<string>(), 0);
        using var person = await host.SignInAsync(email);
        foreach (var (address, page) in await person.CrawlAsync(mostOfOneShape: 1))
        {
            foreach (var found in FormsOf(address, page))
            {
                for (var (form, text) = (found, 0); form is not null && text < Texts.Length; text++, sent++)
                {
                    var answer = await person.SendAsync(form, field => IsOpen(field) ? Texts[text].Text : null);
                    broken.AddRange(FaultsOf(answer, form, Texts[text].Text).Select(fault => $"{form.Address} {form.Name}: {fault}, {Texts[text].Name}"));
                    // What was taken is done; the next text is for the form as it stands then, where it still does.
                    if (answer.Status == StatusCodes.Status302Found) form = FormsOf(address, await person.GetAsync(address)).Find(other => other.Name == found.Name);
                }
            }
        }

        Assert.Empty(broken);
        Assert.True(sent > Texts.Length * 2, $"Only {sent} texts were sent.");
    }

    private static List<Walker.Form> FormsOf(string address, Walker.Answer page) =>
        [.. Walker.FormsOf(address, page.Page).Where(form => form.Name is not null && form.Fields.Any(IsOpen))];

    private static IEnumerable<string> FaultsOf(Walker.Answer answer, Walker.Form form, string text)
    {
        if (answer.Status >= StatusCodes.Status500InternalServerError) yield return $"{answer.Status}";
        else if (answer.Status == StatusCodes.Status422UnprocessableEntity && !KeepsTyped(answer, form, text)) yield return "lost what was typed";
        else if (!InOrder(answer)) yield return "what is wrong is not listed as it stands in the form";
        else if (answer.Text.Contains("<script>alert", StringComparison.Ordinal)) yield return "shows markup as it is";
    }

    private static bool IsOpen(Walker.Field field) => field.IsTyped && !IsSecret(field);

    // Passwords and one-time codes are never given back.
    private static bool IsSecret(Walker.Field field) => field.Name.EndsWith(".Code", StringComparison.Ordinal) || field.Name.Contains("Password", StringComparison.OrdinalIgnoreCase) || field.Name.Contains("Present", StringComparison.Ordinal) || field.Name.Contains("Repeated", StringComparison.Ordinal);

    private static bool InOrder(Walker.Answer answer)
    {
        var all = answer.Page.All.ToList();
        var places = answer.Page.QuerySelectorAll(".error-summary li a").Select(link => all.IndexOf(answer.Page.GetElementById(link.GetAttribute("href")!.Split('#')[1])!)).ToList();
        return places.SequenceEqual(places.Order());
    }

    private static bool KeepsTyped(Walker.Answer answer, Walker.Form form, string text)
    {
        var again = Walker.FormsOf(form.Address, answer.Page).FirstOrDefault(other => other.Name == form.Name);
        // Characters that no page can hold come back without them.
        var start = new string([.. text.TakeWhile(letter => letter != '\0' && !char.IsSurrogate(letter))]);
        return again?.Fields.Where(IsOpen).All(field => field.Value.StartsWith(start.TrimEnd(), StringComparison.Ordinal)) == true;
    }
}
