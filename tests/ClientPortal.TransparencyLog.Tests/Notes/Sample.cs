using System.Buffers.Binary;
using System.Text;
using ClientPortal.TransparencyLog.Tests.Merkle;

namespace ClientPortal.TransparencyLog.Tests.Notes;

/// <summary>A log with keys of its own, always the same.</summary>
internal static class Sample
{
    public const string Origin = "log.example/клиент";

    public static readonly byte[] WitnessSeed = [.. Enumerable.Repeat((byte)9, 32)];
    public static readonly SigningKey Key = SigningKey.FromEd25519(Origin, [.. Enumerable.Repeat((byte)7, 32)]);
    public static readonly SigningKey OtherKey = SigningKey.FromEd25519("other.example", [.. Enumerable.Repeat((byte)8, 32)]);
    public static readonly VerifierKey Witness = VerifierKey.Create("witness.example", SignatureKind.Cosignature, Ed25519.PublicKey(WitnessSeed));
    public static readonly TrustedLog Trusted = new(Key.VerifierKey);
    public static readonly Log Log = Log.Of(13);

    public static SignedNote Checkpoint(params ReadOnlySpan<SigningKey> keys) =>
        SignedNote.Sign(new Checkpoint(Origin, Log.Head).ToString(), keys.IsEmpty ? [Key] : keys);

    public static LogProof Proof(int index, byte[]? extra = null) => new(index, InclusionProof.Make(index, Log.Head.Size, Log.Read), Checkpoint(), extra);

    /// <summary>The note with a witness's line below it.</summary>
    public static SignedNote Cosigned(SignedNote note, long time, byte[]? seed = null)
    {
        var signature = new byte[8 + Ed25519.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(signature, time);
        Ed25519.Sign(seed ?? WitnessSeed, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{note.Text}")).CopyTo(signature, 8);
        return SignedNote.Parse(Encoding.UTF8.GetBytes($"{note}{new NoteSignature(Witness.Name, Witness.Id, signature)}\n"));
    }
}
