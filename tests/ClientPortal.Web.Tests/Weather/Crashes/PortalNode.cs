using Microsoft.AspNetCore.Http;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>The whole portal as a process of its own, and somebody who writes through a form.</summary>
/// <param name="held">Takes what it answered as done.</param>
/// <param name="database">Where it writes.</param>
/// <param name="amendment">What they remark on.</param>
/// <param name="settings">The configuration that leads it to its database.</param>
internal sealed class PortalNode(Held held, CrashDatabase database, Guid amendment, IReadOnlyDictionary<string, string> settings) : IVictim
{
    /// <summary>Its kind.</summary>
    public const string Server = "server";

    private PortalProcess? _process;
    private Task _writing = Task.CompletedTask;
    private int _deeds;
    private volatile bool _isKilled;

    public string Kind => Server;

    public int Deeds => Volatile.Read(ref _deeds);

    public async Task BeginAsync()
    {
        (_deeds, _isKilled) = (0, false);
        while (true)
        {
            await database.Up;
            var deaths = database.Deaths;
            Walker? tom = null;
            try
            {
                _process = await PortalProcess.StartAsync(settings);
                tom = new Walker(_process.Address);
                await tom.SignInAsync(Remarks.Reader);
                _writing = WriteAsync(tom, await Remarks.FormAsync(amendment, tom));
                return;
            }
            catch (Exception) when (deaths != database.Deaths)
            {
                // The database went away while it started, or while somebody signed in. Whoever runs it starts it again.
                tom?.Dispose();
                await EndAsync();
            }
        }
    }

    public async Task KillAsync()
    {
        _isKilled = true;
        await EndAsync();
        await _writing;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task EndAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    private async Task WriteAsync(Walker tom, Walker.Form form)
    {
        using (tom)
        {
            while (true)
            {
                var text = Guid.CreateVersion7().ToString();
                var sent = form.With(text);
                try
                {
                    // What was answered with "away for a moment" is sent again.
                    var answer = await tom.SendAsync(sent);
                    while (answer.Status == StatusCodes.Status503ServiceUnavailable) answer = await tom.SendAsync(sent);
                    if (answer.Status != StatusCodes.Status302Found) held.Complain($"a remark was answered with {answer.Status}");
                }
                catch (Exception gone) when (gone is HttpRequestException or IOException)
                {
                    if (!_isKilled) held.Complain($"the server is gone by itself: {gone.Message}");
                    return;
                }

                held.Acknowledge(text);
                Interlocked.Increment(ref _deeds);
            }
        }
    }
}
