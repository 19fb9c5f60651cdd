using System.Security.Cryptography;
using System.Text;
using ClientPortal.TransparencyLog.Tests.Merkle;
using ClientPortal.TransparencyLog.Tests.Notes;

namespace ClientPortal.TransparencyLog.Tests.WebCrypto;

/// <summary>What we make is verified by a program that is not ours.</summary>
public sealed class WebCryptoTests
{
    private static readonly Log Log = Log.Of(300);

    [Fact]
    public async Task Receipts_verify_under_WebCrypto_with_either_algorithm()
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ecdsa = SigningKey.FromEcdsa("ec.example", secret);
        var questions = new[] { Sample.Key, ecdsa }
            .SelectMany(key => new[] { 1, 2, 3, 8, 200, 256, 257, 300 }.SelectMany(size => new[] { 0, size / 2, size - 1 }.Select(index => Asked(key, index, size))))
            .ToList();

        Assert.All(await Node.AnswersAsync(questions), Assert.True);
    }

    [Fact]
    public async Task Altered_receipts_and_entries_do_not()
    {
        using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var ecdsa = SigningKey.FromEcdsa("ec.example", secret);
        var questions = new List<Node.Question>();
        foreach (var key in new[] { Sample.Key, ecdsa })
        {
            var good = Asked(key, 170, 300);
            questions.Add(good with { Entry = Log.Entries[171] });
            questions.Add(good with { Key = Sample.OtherKey.VerifierKey.ToString() });
            questions.Add(good with { Receipt = new LogProof(171, [.. LogProof.Parse(good.Receipt).Hashes], LogProof.Parse(good.Receipt).Note).ToBytes() });
            // In the middle of each line that somebody vouches for, one character for another.
            var text = Encoding.UTF8.GetString(good.Receipt);
            var lines = text.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                if (lines[line].Length == 0 || lines[line].StartsWith("extra", StringComparison.Ordinal) || lines[line].Contains("other.example", StringComparison.Ordinal)) continue;
                var middle = lines[line].Length / 2;
                string[] altered = [.. lines];
                altered[line] = $"{lines[line][..middle]}{(lines[line][middle] == '1' ? '2' : '1')}{lines[line][(middle + 1)..]}";
                questions.Add(good with { Receipt = Encoding.UTF8.GetBytes(string.Join('\n', altered)) });
            }
        }

        Assert.True(questions.Count > 30);
        Assert.All(await Node.AnswersAsync(questions), Assert.False);
    }

    private static Node.Question Asked(SigningKey key, int index, int size)
    {
        var note = SignedNote.Sign(new Checkpoint(key.VerifierKey.Name, Log.HeadAt(size)).ToString(), Sample.OtherKey, key);
        return new(key.VerifierKey.ToString(), new LogProof(index, InclusionProof.Make(index, size, Log.Read), note, [1]).ToBytes(), Log.Entries[index]);
    }
}
