using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Testing;
using ClientPortal.Web.Bell;

namespace ClientPortal.Web.Tests.Bell;

public sealed class BellTests(BellHost host) : IClassFixture<BellHost>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_thing_that_is_committed_reaches_the_bell_of_another_browser_by_itself()
    {
        const int Times = 50;
        var person = await host.PersonAsync("Bea Bell");
        using var browser = host.Browse(person);
        await using var bell = await ListenAsync(browser);
        var before = (await NextAsync(bell)).Count;
        for (var i = 1; i <= Times; i++)
        {
            await host.TellAsync(person);
            while ((await NextAsync(bell)).Count < before + i)
            {
            }
        }
    }

    [Fact]
    public async Task The_bell_rings_for_whom_it_is_and_for_nobody_else()
    {
        var (one, other) = (await host.PersonAsync("Una One"), await host.PersonAsync("Otto Other"));
        using var browsers = host.Browse(other);
        await using var bell = await ListenAsync(browsers);
        var before = (await NextAsync(bell)).Count;
        await host.TellAsync(one);
        await host.TellAsync(other);
        Assert.Equal(before + 1, (await NextAsync(bell)).Count);
    }

    [Fact]
    public async Task The_bell_speaks_the_readers_language_and_says_its_number()
    {
        var person = await host.PersonAsync("Rina Ring");
        await host.TellAsync(person);
        using var browser = host.Browse(person, "ru");
        await using var bell = await ListenAsync(browser);
        Assert.Equal(new BellNews(2, "Уведомления: 2 новых"), await NextAsync(bell));
    }

    [Fact]
    public async Task Opening_a_notice_in_one_window_quiets_the_bell_in_another()
    {
        var person = await host.PersonAsync("Wendy Window");
        using var browser = host.Browse(person);
        await using var bell = await ListenAsync(browser);
        Assert.Equal(1, (await NextAsync(bell)).Count);
        var notice = await NoticeOfAsync(person);
        using var opened = await browser.GetAsync(new Uri(NoticeAddress.Of(notice), UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(0, (await NextAsync(bell)).Count);
    }

    [Fact]
    public async Task Who_is_shut_out_hears_no_more()
    {
        var person = await host.PersonAsync("Olga Out");
        using var browser = host.Browse(person);
        await using var bell = await ListenAsync(browser);
        await NextAsync(bell);
        await host.Node.Get<ChangeAccess>().DisableAsync(host.Administrator, CommandId.New(), person,
            new ReasonInput { Revision = await host.Node.RevisionAsync(person), Reason = "left" }, Now).Done();
        await host.TellAsync(person);
        Assert.False(await bell.MoveNextAsync());
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Browse(host.Manager).BaseAddress };
        using var answer = await stranger.GetAsync(new Uri(BellStream.Address, UriKind.Relative), Now);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> ListenAsync(HttpClient browser)
    {
        var stream = await browser.GetStreamAsync(new Uri(BellStream.Address, UriKind.Relative), Now);
        return SseParser.Create(stream).EnumerateAsync(Now).GetAsyncEnumerator(Now);
    }

    private static async Task<BellNews> NextAsync(IAsyncEnumerator<SseItem<string>> bell)
    {
        Assert.True(await bell.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Now), "The stream ended.");
        Assert.Equal("bell", bell.Current.EventType);
        return JsonSerializer.Deserialize<BellNews>(bell.Current.Data, Json)!;
    }

    private async Task<NoticeId> NoticeOfAsync(PersonId person) =>
        (await host.Node.Get<Domain.Notices.NoticeReads>().PageAsync(person, null, Now)).Rows[0].Id;
}
