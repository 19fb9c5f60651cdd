using ClientPortal.Web.Components.Kit;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests.Weather;

/// <summary>
/// The server is killed while people write. What was acknowledged must be there afterwards, with its entry and its notices; what was
/// not may be there or not, and sending it again does it once.
/// </summary>
public sealed class KillTests(StormyHost host) : IClassFixture<StormyHost>
{
    // Far more than it takes, so that nothing can hang.
    private const int Longest = 600_000;

    [Fact(Timeout = Longest)]
    public async Task Every_acknowledged_write_outlives_the_server_with_its_entry_and_notices_and_the_others_are_done_by_sending_them_again()
    {
        await host.PassAsync();

        Assert.True(host.Honest.Acknowledged.Count >= StormyHost.Least, "Too little was written to show anything.");
        Assert.Empty(await LostAsync(host.Honest));
        Assert.Empty(await host.ReadAsync<string>(TornWrites.OnAmendments));

        // Whoever got no answer sends the same form again; then everything is there, and nothing twice.
        using var tom = await host.SignInAsync(Remarks.Reader);
        var token = (await Remarks.FormAsync(host, tom)).Fields.Single(IsToken).Value;
        foreach (var form in host.Honest.Unanswered)
        {
            var answer = await tom.SendAsync(form, field => IsToken(field) ? token : null);
            Assert.Equal(StatusCodes.Status302Found, answer.Status);
        }

        Assert.Equal(
            host.Honest.Acknowledged.Concat(host.Honest.Unanswered).Select(TextOf).Order(StringComparer.Ordinal),
            (await Remarks.KeptAsync(host, host.Honest.Name)).Order(StringComparer.Ordinal));
        Assert.Empty(await host.ReadAsync<string>(TornWrites.OnAmendments));
    }

    [Fact(Timeout = Longest)]
    public async Task A_server_that_acknowledges_before_it_has_written_is_caught()
    {
        await host.PassAsync();

        Assert.NotEmpty(await LostAsync(host.Early));
    }

    [Fact(Timeout = Longest)]
    public async Task A_change_that_was_written_without_its_entry_is_caught()
    {
        host.StartServer();

        var found = await host.ReadAsync<string>(
            $"""
            BEGIN;
            INSERT INTO portal.amendment_comment
            SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'text', 'Torn'))).* FROM portal.amendment_comment c LIMIT 1;
            {TornWrites.OnAmendments};
            ROLLBACK
            """);

        Assert.Equal("a remark without its entry: Torn", Assert.Single(found));
    }

    // What was acknowledged and is not kept, or is kept without the command that keeps it from being done twice.
    private async Task<List<string>> LostAsync(StormyHost.Written written)
    {
        var kept = (await Remarks.KeptAsync(host, written.Name)).ToHashSet(StringComparer.Ordinal);
        var done = (await host.ReadAsync<Guid>("SELECT id FROM portal.command")).ToHashSet();
        return [.. written.Acknowledged.Where(form => !kept.Contains(TextOf(form)) || !done.Contains(CommandOf(form))).Select(TextOf)];
    }

    private static string TextOf(Walker.Form form) => form.Fields.Single(field => field.Name == "whole.Text").Value;

    private static Guid CommandOf(Walker.Form form) => Guid.Parse(form.Fields.Single(field => field.Name == CommandForm.CommandField).Value);

    private static bool IsToken(Walker.Field field) => field.Name == "__RequestVerificationToken";
}
