using System.Security.Cryptography.Pkcs;
using System.Text;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Testing.Outside;
using ClientPortal.TransparencyLog;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Web.Tests;

/// <summary>An administrator has others vouch for the record, and a client takes home what they said.</summary>
public sealed class AttestingPageTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    private const string Address = "/administration/record";
    private const string Administrator = "nora@northlight.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_administrator_sets_is_asked_shown_and_taken_home_by_the_client_it_concerns()
    {
        await using var authority = new TestAuthority(TimeProvider.System);
        await using var witness = new TestWitness(TimeProvider.System);
        await authority.OpenAsync();
        await witness.OpenAsync();
        using var nora = await host.SignInAsync(Administrator);
        var keys = Encoding.UTF8.GetString(await nora.FileAsync($"{Address}/keys"));
        foreach (var key in keys.Split('\n', StringSplitOptions.RemoveEmptyEntries)) witness.Know(key);

        var set = await SendAsync(nora, "authority", field => field switch
        {
            "Authority.Address" => $"{authority.Address}/tsa",
            "Authority.Certificates" => authority.Root,
            "Authority.Reason" => "Others shall say when.",
            _ => null,
        });
        var added = await SendAsync(nora, "witness", field => field switch
        {
            "Witness.Address" => witness.Address,
            "Witness.Key" => witness.Key.ToString(),
            "Witness.Reason" => "Others shall see the same.",
            _ => null,
        });

        Assert.Equal(($"{Address}?done=authority", $"{Address}?done=witness"), (Path(set.Location), Path(added.Location)));
        // The server is at it itself, too.
        var runs = host.Services.GetRequiredService<AttestationRuns>();
        while ((await host.ReadAsync<long>("SELECT count(*) FROM portal.log l WHERE NOT EXISTS (SELECT FROM portal.checkpoint_timestamp t WHERE t.log_id = l.id) OR NOT EXISTS (SELECT FROM portal.checkpoint_cosignature s WHERE s.log_id = l.id)"))[0] > 0)
            Assert.Empty((await runs.RunAsync(Cancellation)).Troubles);
        var page = (await nora.GetAsync(Address)).Page;
        Assert.Contains("Clockwork Root", page.QuerySelector("section[aria-labelledby=authority]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("section[aria-labelledby=authority] time"));
        Assert.NotNull(page.QuerySelector("section[aria-labelledby=witnesses] time"));
        await AssertTakenHomeAsync(witness.Key);
        await AssertPublicAsync();
    }

    [Fact]
    public async Task A_refused_form_says_why_beside_the_field_in_the_readers_language_and_keeps_what_was_typed()
    {
        using var nora = await host.SignInAsync(Administrator);
        var refused = await SendAsync(nora, "authority", field => field switch
        {
            "Authority.Address" => "stamps.example",
            "Authority.Certificates" => "no certificate",
            "Authority.Reason" => "Others shall say when.",
            _ => null,
        });
        await SpeakAsync(nora, "ru");
        var russian = await SendAsync(nora, "witness", field => field switch { "Witness.Address" => "http://witness.example", "Witness.Key" => "no key", _ => null });
        var page = await nora.GetAsync(Address);
        await SpeakAsync(nora, "en");

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, refused.Status);
        Assert.Contains("begins with https:// or http://", refused.Page.QuerySelector("#f-Authority-Address-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No root certificate", refused.Page.QuerySelector("#f-Authority-Certificates-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("stamps.example", "no certificate", "Others shall say when."), (
            refused.Page.QuerySelector("#f-Authority-Address")!.GetAttribute("value"), refused.Page.QuerySelector("#f-Authority-Certificates")!.TextContent, refused.Page.QuerySelector("#f-Authority-Reason")!.TextContent));
        Assert.Contains("начинается с https://", russian.Page.QuerySelector("#f-Witness-Address-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("не ключ проверки свидетеля", russian.Page.QuerySelector("#f-Witness-Key-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("no key", russian.Page.QuerySelector("#f-Witness-Key")!.GetAttribute("value"));
        Assert.Contains("Служба штампов времени", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificates_come_as_a_file_too_and_one_that_is_too_large_is_refused_beside_its_field()
    {
        await using var authority = new TestAuthority(TimeProvider.System);
        using var nora = await host.SignInAsync(Administrator);
        var form = await FormAsync(nora, "authority");
        var filled = form with { Fields = [.. form.Fields.Select(field => field.Name == "Authority.Address" ? field with { Value = "no address" } : field)] };

        var wrong = await nora.SendFileAsync(filled, "Authority.File", "root.pem", Encoding.ASCII.GetBytes(authority.Root));
        var large = await nora.SendFileAsync(filled, "Authority.File", "root.pem", new byte[2 * 1024 * 1024]);

        // What was read of the file stands in the field beside it, so that nothing is lost.
        Assert.Null(wrong.Page.QuerySelector("#f-Authority-Certificates-wrong"));
        Assert.Equal(authority.Root, wrong.Page.QuerySelector("#f-Authority-Certificates")!.TextContent.Trim());
        Assert.Contains("1 MB", large.Page.QuerySelector("#f-Authority-File-wrong")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_everybody_but_administrators_there_is_nothing()
    {
        foreach (var email in new[] { "astrid@northlight.example", "martin@northlight.example", "claire@harbourbooks.example" })
        {
            using var person = await host.SignInAsync(email);
            foreach (var address in new[] { Address, $"{Address}/keys" }) Assert.Equal((email, StatusCodes.Status404NotFound), (email, (await person.GetAsync(address)).Status));
        }
    }

    private async Task AssertTakenHomeAsync(VerifierKey witness)
    {
        using var claire = await host.SignInAsync("claire@harbourbooks.example");
        using var anna = await host.SignInAsync("anna@vector.example");
        var check = (await claire.GetAsync("/record")).Page.QuerySelector(".record-check")!;
        Assert.Contains(TestAuthority.Name, check.TextContent, StringComparison.Ordinal);
        Assert.Contains(witness.Name, check.TextContent, StringComparison.Ordinal);
        var files = check.QuerySelectorAll("a[href*='/stamped/']").Select(link => link.GetAttribute("href")!).ToList();

        Assert.True(Rfc3161TimestampToken.TryDecode(await claire.FileAsync(files[1]), out var token, out _));
        Assert.True(token.VerifySignatureForData(await claire.FileAsync(files[0]), out _, token.AsSignedCms().Certificates));
        foreach (var file in files) Assert.Equal(StatusCodes.Status404NotFound, (await anna.GetAsync(file)).Status);
        var log = files[0].Split('/')[2];
        Assert.NotNull(SignedNote.Parse(await claire.FileAsync($"/log/{log}/checkpoint")).CosignedAt(witness));
        // What leaves is noted for the client.
        Assert.NotEmpty(await host.ReadAsync<string>($"SELECT kind FROM portal.look WHERE client_id = '{log}' AND kind = 'Exported'"));
    }

    private async Task AssertPublicAsync()
    {
        using var stranger = host.Stranger();
        var newest = (await stranger.GetAsync("/log/installation/stamped")).Location!;
        Assert.True(Rfc3161TimestampToken.TryDecode(await stranger.FileAsync(newest), out var token, out _));
        Assert.True(token.VerifySignatureForData(await stranger.FileAsync(newest[..^".tsr".Length]), out _, token.AsSignedCms().Certificates));
    }

    private static async Task<Walker.Form> FormAsync(Walker walker, string name) => Walker.FormsOf(Address, (await walker.GetAsync(Address)).Page).Single(form => form.Name == name);

    private static async Task<Walker.Answer> SendAsync(Walker walker, string name, Func<string, string?> fill) => await walker.SendAsync(await FormAsync(walker, name), field => fill(field.Name));

    private static async Task SpeakAsync(Walker walker, string language)
    {
        var form = Walker.FormsOf("/", (await walker.GetAsync("/")).Page).First(form => form.Address == "/language");
        await walker.PostAsync("/language", [.. form.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("language", language)]);
    }

    private static string Path(string? location) => location is null ? "" : location[location.IndexOf(Address, StringComparison.Ordinal)..];
}
