using ClientPortal.Testing;
using ClientPortal.Web.Components.Kit;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ClientPortal.Web.Tests.Weather;

/// <summary>The database goes away while people work.</summary>
public sealed class OutageTests(OutageTests.WiredHost host) : IClassFixture<OutageTests.WiredHost>
{
    [Fact]
    public async Task What_was_typed_while_the_database_is_away_is_kept_on_the_page_and_done_once_when_it_is_back()
    {
        using var tom = await host.SignInAsync(Remarks.Reader);
        var form = (await Remarks.FormAsync(host, tom)).With("Weather: a storm, \"wind\" & <rain>");

        host.Wire.Cut();
        var first = await tom.SendAsync(form);
        var again = await tom.SendAsync(Resend(first, form));
        host.Wire.Mend();
        var done = await UntilDoneAsync(tom, Resend(again, form));
        var twice = await tom.SendAsync(form);

        Assert.Equal((StatusCodes.Status302Found, StatusCodes.Status302Found), (done.Status, twice.Status));
        Assert.Single(await Remarks.KeptAsync(host, "Weather: a storm"));
    }

    [Fact]
    public async Task A_page_asked_for_while_the_database_is_away_says_so_in_the_frame_and_the_session_outlives_it()
    {
        using var tom = await host.SignInAsync(Remarks.Reader);

        host.Wire.Cut();
        var away = await tom.GetAsync("/contracts");
        host.Wire.Mend();
        var back = await UntilAsync(() => tom.GetAsync("/contracts"), StatusCodes.Status200OK);

        Assert.Equal((StatusCodes.Status503ServiceUnavailable, "The portal is away for a moment"), (away.Status, away.Page.QuerySelector("h1")?.TextContent));
        Assert.Equal(StatusCodes.Status200OK, back.Status);
    }

    [Fact]
    public async Task A_password_is_never_written_into_the_page_that_says_the_database_is_away()
    {
        using var stranger = host.Stranger();
        var form = Walker.FormsOf("/sign-in", (await stranger.GetAsync("/sign-in")).Page).Single(form => form.Name == "password");

        host.Wire.Cut();
        var away = await stranger.SendAsync(form, field => field.Name == "Form.Email" ? Remarks.Reader : field.Name == "Form.Password" ? "violet harbour 41" : null);
        host.Wire.Mend();

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, away.Status);
        Assert.DoesNotContain("violet", away.Text, StringComparison.Ordinal);
    }

    // The page that says "away", taken as the person takes it: its button sends the same again.
    private static Walker.Form Resend(Walker.Answer away, Walker.Form sent)
    {
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, away.Status);
        Assert.Equal("Send it again", away.Page.QuerySelector("button[form=resend]")?.TextContent);
        var form = Walker.FormsOf(sent.Address, away.Page).Single(form => form.Fields.Any(field => field.Name == CommandForm.CommandField));
        Assert.Equal(sent.Fields.Select(field => (field.Name, field.Value)).Order(), form.Fields.Select(field => (field.Name, field.Value)).Order());
        return form;
    }

    private static Task<Walker.Answer> UntilDoneAsync(Walker walker, Walker.Form form) => UntilAsync(() => walker.SendAsync(form), StatusCodes.Status302Found);

    // A pooled connection may still have to find out that it broke; each time the answer is the same clear one.
    private static async Task<Walker.Answer> UntilAsync(Func<Task<Walker.Answer>> ask, int status)
    {
        for (var i = 0; ; i++)
        {
            var answer = await ask();
            if (answer.Status == status || i == 10) return answer;
            Assert.Equal(StatusCodes.Status503ServiceUnavailable, answer.Status);
        }
    }

    /// <summary>A host whose way to the database can be cut.</summary>
    public sealed class WiredHost : DemonstrationHost
    {
        private FaultyWire? _wire;

        internal FaultyWire Wire => _wire!;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (_wire is not null) await _wire.DisposeAsync();
            GC.SuppressFinalize(this);
        }

        protected override string Lead(string key, string connectionString)
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            _wire ??= new FaultyWire(parts.Port);
            parts.Port = _wire.Port;
            return parts.ConnectionString;
        }
    }
}
