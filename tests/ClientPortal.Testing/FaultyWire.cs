using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ClientPortal.Testing;

/// <summary>A wire to a server on this machine that a test can cut and mend: what goes through is passed on byte by byte.</summary>
public sealed class FaultyWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = [];
    private readonly Task _accepting;
    private readonly int _to;
    private volatile bool _isCut;

    /// <summary>A wire to a port.</summary>
    public FaultyWire(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port of this end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every connection breaks, and each new one breaks at once.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var end in _ends.Keys) end.Close();
    }

    /// <summary>Connections go through again.</summary>
    public void Mend() => _isCut = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            (_ends[near], _ends[far]) = (true, true);
            try
            {
                if (_isCut) return;
                await far.ConnectAsync(IPAddress.Loopback, _to);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
            }
            catch (Exception cut) when (cut is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // That is what it is for.
            }
            finally
            {
                _ends.TryRemove(near, out _);
                _ends.TryRemove(far, out _);
            }
        }
    }
}
