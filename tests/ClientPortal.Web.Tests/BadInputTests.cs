using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests;

/// <summary>Every form there is, found by walking, filled with what people should not type and sometimes do.</summary>
public sealed class BadInputTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    // Texts that a form may take as they are: names and reasons in every script.
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "ten thousand characters", new string('ы', 10_000) },
        { "markup", "<script>alert('x')</script><b>bold</b>" },
        { "right to left and signs", "שלום \u202e\u05d0\u05d1 😀👩‍👩‍👧‍👦 ﷽" },
        { "a null", "abc\0def" },
        { "one sign of a pair", "abc\ud83ddef" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_form_answers_clearly_and_keeps_what_was_typed(string name, string text)
    {
        var broken = new List<string>();
        foreach (var email in new[] { "nora@northlight.example", "martin@northlight.example", "felix@northlight.example", "claire@harbourbooks.example" })
        {
            using var person = await host.SignInAsync(email);
            foreach (var (address, page) in await person.CrawlAsync(mostOfOneShape: 1))
            {
                foreach (var form in Walker.FormsOf(address, page.Page).Where(form => form.Name is not null && form.Fields.Any(field => field.IsTyped && !IsSecret(field))))
                {
                    var answer = await person.SendAsync(form, field => field.IsTyped && !IsSecret(field) ? text : null);
                    if (answer.Status >= StatusCodes.Status500InternalServerError) broken.Add($"{email} {form.Address} {form.Name}: {answer.Status} on {name}");
                    else if (answer.Status == StatusCodes.Status422UnprocessableEntity && !KeepsTyped(answer, form, text)) broken.Add($"{email} {form.Address} {form.Name}: lost what was typed, {name}");
                    else if (!InOrder(answer)) broken.Add($"{email} {form.Address} {form.Name}: what is wrong is not listed as it stands in the form, {name}");
                    else if (answer.Text.Contains("<script>alert", StringComparison.Ordinal)) broken.Add($"{email} {form.Address} {form.Name}: shows markup as it is");
                }
            }
        }

        Assert.Empty(broken);
    }

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
        return again?.Fields.Where(field => field.IsTyped && !IsSecret(field)).All(field => field.Value.StartsWith(start.TrimEnd(), StringComparison.Ordinal)) == true;
    }
}
