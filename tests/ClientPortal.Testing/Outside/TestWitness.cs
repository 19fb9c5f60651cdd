using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ClientPortal.TransparencyLog;
using Microsoft.AspNetCore.Http;

namespace ClientPortal.Testing.Outside;

/// <summary>A witness (C2SP tlog-witness) that keeps to the letter of the protocol: it cosigns only what continues what it saw.</summary>
/// <param name="clock">Its clock.</param>
/// <param name="name">The name of its key.</param>
public sealed class TestWitness(TimeProvider clock, string name = "witness.test/w1") : OutsideServer
{
    private readonly byte[] _seed = Encoding.UTF8.GetBytes(name.PadRight(Ed25519.KeyLength)[..Ed25519.KeyLength]);
    private readonly Dictionary<string, TrustedLog> _logs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TreeHead> _seen = new(StringComparer.Ordinal);

    /// <summary>Its verifier key.</summary>
    public VerifierKey Key
    {
        get
        {
            using var signer = SigningKey.FromEd25519(name, _seed);
            return VerifierKey.Create(name, SignatureKind.Cosignature, signer.VerifierKey.Material.Span);
        }
    }

    /// <summary>Whether its signatures are of nobody.</summary>
    public bool Forges { get; set; }

    /// <summary>The old sizes that were sent, in their order.</summary>
    public List<long> OldSizes { get; } = [];

    /// <summary>Gets to know a log by its key.</summary>
    public void Know(string verifierKey)
    {
        var key = VerifierKey.Parse(verifierKey);
        _logs[key.Name] = new TrustedLog(key);
    }

    /// <summary>Says that it saw a log like this, as if others had shown it.</summary>
    public void Saw(string log, TreeHead head) => _seen[log] = head;

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, byte[] body)
    {
        if (context.Request.Path != "/add-checkpoint" || context.Request.Method != "POST")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var parts = Encoding.UTF8.GetString(body).Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var old = long.Parse(lines[0]["old ".Length..], CultureInfo.InvariantCulture);
        OldSizes.Add(old);
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(parts[1]));
        var (status, type, answer) = Look(old, [.. lines.Skip(1).Select(line => new TreeHash(Convert.FromBase64String(line)))], note);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(answer);
    }

    private (int Status, string Type, string Answer) Look(long old, TreeHash[] proof, SignedNote note)
    {
        var origin = Checkpoint.Parse(note.Text).Origin;
        if (!_logs.TryGetValue(origin, out var log)) return (StatusCodes.Status404NotFound, "text/plain", "");
        if (log.Verify(note, out var checkpoint) != LogVerdict.Fits) return (StatusCodes.Status403Forbidden, "text/plain", "");
        var head = checkpoint!.Head;
        if (old > head.Size) return (StatusCodes.Status400BadRequest, "text/plain", "");
        var seen = _seen.GetValueOrDefault(origin, new TreeHead(0, MerkleTree.EmptyRoot));
        if (old != seen.Size) return (StatusCodes.Status409Conflict, "text/x.tlog.size", string.Create(CultureInfo.InvariantCulture, $"{seen.Size}\n"));
        if (old == head.Size && head.Root != seen.Root) return (StatusCodes.Status409Conflict, "text/plain", "");
        if (!ConsistencyProof.Verify(seen, head, proof)) return (StatusCodes.Status422UnprocessableEntity, "text/plain", "");
        _seen[origin] = head;
        return (StatusCodes.Status200OK, "text/plain", $"{Cosigned(note)}\n");
    }

    private NoteSignature Cosigned(SignedNote note)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds();
        var bytes = new byte[sizeof(long) + Ed25519.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time);
        using var signer = SigningKey.FromEd25519(name, _seed);
        signer.Sign(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n{note.Text}"))).CopyTo(bytes.AsSpan(sizeof(long)));
        if (Forges) bytes[^1] ^= 1;
        return new NoteSignature(name, Key.Id, bytes);
    }
}
