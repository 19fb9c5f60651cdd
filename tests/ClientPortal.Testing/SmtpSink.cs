using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ClientPortal.Testing;

/// <summary>
/// A mail server that keeps what it gets: STARTTLS, AUTH PLAIN and LOGIN, and whatever answer a test wants it to give. It
/// can be closed and opened again on the same port.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly List<Task> _talks = [];
    private CancellationTokenSource? _open;
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>The name a client asks for, which the certificate carries.</summary>
    public const string Host = "localhost";

    /// <summary>The name that may log in.</summary>
    public const string User = "portal";

    /// <summary>The password beside it.</summary>
    public const string Password = "a mail server's secret";

    /// <summary>Where it listens; the same after it was opened again.</summary>
    public int Port { get; private set; }

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersTls { get; init; } = true;

    /// <summary>Whether it takes mail only from who has logged in.</summary>
    public bool WantsLogin { get; init; } = true;

    /// <summary>An answer in place of its own to a command, which it gets as it came (<c>RCPT TO:...</c>, <c>.</c> at a mail's end); null for its own.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Runs when a mail has come and before it is answered.</summary>
    public Func<ReceivedMail, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The mails that came whole, in order, those included that were refused at their end.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>Whether this is the certificate it shows.</summary>
    public bool Shows(X509Certificate? certificate) => certificate?.GetCertHashString() == _certificate.GetCertHashString();

    /// <summary>Begins to listen.</summary>
    public void Open()
    {
        _open = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _open.Token);
    }

    /// <summary>Goes away: the port is closed and every conversation broken off.</summary>
    public async Task CloseAsync()
    {
        if (_open is null) return;
        await _open.CancelAsync();
        _listener!.Stop();
        await _accepting;
        await Task.WhenAll(_talks);
        _talks.Clear();
        _open.Dispose();
        _open = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _certificate.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken closed)
    {
        while (!closed.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(closed);
                client.NoDelay = true;
                _talks.Add(TalkAsync(client, closed));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken closed)
    {
        using var _ = client;
        using var end = closed.Register(client.Close);
        try
        {
            using var conversation = new Conversation(this, client.GetStream(), closed);
            await conversation.RunAsync();
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other end hung up, or does not like the certificate.
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        // A key made in memory serves TLS on every platform only after it went through PKCS #12.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Conversation(SmtpSink sink, Stream stream, CancellationToken closed) : IDisposable
    {
        private Stream _stream = stream;
        private StreamReader _lines = new(stream, Encoding.UTF8);
        private bool _tls;
        private string? _user;
        private string? _from;
        private readonly List<string> _to = [];

        public void Dispose() => _lines.Dispose();

        public async Task RunAsync()
        {
            await SayAsync("220 sink ready");
            while (await _lines.ReadLineAsync(closed) is { } line)
            {
                if (sink.Answer(line) is { } otherwise)
                {
                    await SayAsync(otherwise);
                    continue;
                }

                if (!await ObeyAsync(line)) return;
            }
        }

        private async Task<bool> ObeyAsync(string line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO": await GreetAsync(); break;
                case "HELO": await SayAsync("250 sink"); break;
                case "STARTTLS" when sink.OffersTls: await SecureAsync(); break;
                case "AUTH": await LogInAsync(line.Split(' ')); break;
                case "MAIL" when sink.WantsLogin && _user is null: await SayAsync("530 5.7.0 log in first"); break;
                case "MAIL": _from = Address(line); _to.Clear(); await SayAsync("250 2.1.0 ok"); break;
                case "RCPT": _to.Add(Address(line)); await SayAsync("250 2.1.5 ok"); break;
                case "DATA": await TakeAsync(); break;
                case "RSET" or "NOOP": await SayAsync("250 2.0.0 ok"); break;
                case "QUIT": await SayAsync("221 2.0.0 bye"); return false;
                default: await SayAsync("502 5.5.1 not here"); break;
            }

            return true;
        }

        private async Task GreetAsync()
        {
            await SayAsync("250-sink");
            await SayAsync("250-8BITMIME");
            if (sink.OffersTls && !_tls) await SayAsync("250-STARTTLS");
            if (_tls) await SayAsync("250-AUTH LOGIN PLAIN");
            await SayAsync("250 ENHANCEDSTATUSCODES");
        }

        private async Task SecureAsync()
        {
            await SayAsync("220 2.0.0 go on");
            var secure = new SslStream(_stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink._certificate }, closed);
            (_stream, _lines, _tls) = (secure, new StreamReader(secure, Encoding.UTF8), true);
        }

        private async Task LogInAsync(string[] words)
        {
            var (user, password) = words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase) ? await PlainAsync(words) : await LoginAsync(words);
            if (user == User && password == Password)
            {
                _user = user;
                await SayAsync("235 2.7.0 welcome");
            }
            else
            {
                await SayAsync("535 5.7.8 wrong name or password");
            }
        }

        private async Task<(string User, string Password)> PlainAsync(string[] words)
        {
            var parts = (words.Length > 2 ? Decode(words[2]) : await AskAsync("")).Split('\0');
            return (parts[1], parts[2]);
        }

        private async Task<(string User, string Password)> LoginAsync(string[] words)
        {
            var user = words.Length > 2 ? Decode(words[2]) : await AskAsync("Username:");
            return (user, await AskAsync("Password:"));
        }

        private async Task<string> AskAsync(string question)
        {
            await SayAsync($"334 {Convert.ToBase64String(Encoding.UTF8.GetBytes(question))}");
            return Decode(await _lines.ReadLineAsync(closed) ?? "");
        }

        private async Task TakeAsync()
        {
            await SayAsync("354 go on");
            var raw = new StringBuilder();
            while (await _lines.ReadLineAsync(closed) is { } line && line != ".")
                raw.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            var mail = ReceivedMail.Read(_from!, [.. _to], _tls, _user, raw.ToString());
            sink._mails.Enqueue(mail);
            await sink.BeforeAnswer(mail).WaitAsync(closed);
            await SayAsync(sink.Answer(".") ?? "250 2.0.0 kept");
        }

        private async Task SayAsync(string line)
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), closed);
            await _stream.FlushAsync(closed);
        }

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

        private static string Decode(string words) => Encoding.UTF8.GetString(Convert.FromBase64String(words));
    }
}
