using System.IO.Compression;
using System.Text;
using ClientPortal.TransparencyLog;

namespace ClientPortal.Verify.Tests;

/// <summary>A log of 700 entries as files in a folder, with what clients hold of it.</summary>
public sealed class SampleFiles : IAsyncLifetime
{
    public const int Size = 700;
    public const int OldSize = 300;
    public const int Index = 450;

    private readonly string _folder = Directory.CreateTempSubdirectory("verify").FullName;
    private readonly Dictionary<TreeNode, TreeHash> _nodes = [];
    private readonly SigningKey _key = SigningKey.FromEd25519("log.example/клиент", [.. Enumerable.Repeat((byte)7, 32)]);
    private readonly SigningKey _stranger = SigningKey.FromEd25519("log.example/клиент", [.. Enumerable.Repeat((byte)8, 32)]);

    public string Key => _key.VerifierKey.ToString();

    public string StrangersKey => _stranger.VerifierKey.ToString();

    /// <summary>A key that witnesses sign with; none has.</summary>
    public string WitnessKey => VerifierKey.Create("witness.example", SignatureKind.Cosignature, _key.VerifierKey.Material.Span).ToString();

    public string Receipt => At("receipt.tlog-proof");

    public string Entry => At("entry");

    public string Log => At("log.zip");

    public string Old => At("old");

    public string Checkpoint => At("checkpoint");

    public static byte[][] Entries { get; } = [.. Enumerable.Range(0, Size).Select(index => Encoding.UTF8.GetBytes($$"""{"entry":{{index}}}"""))];

    public string At(string name) => Path.Combine(_folder, name);

    public async ValueTask InitializeAsync()
    {
        var tree = new TreeBuilder();
        foreach (var entry in Entries) tree.Append(MerkleTree.Leaf(entry), _nodes.Add);
        var note = Signed(HeadAt(Size));
        await WriteAsync(Receipt, new LogProof(Index, InclusionProof.Make(Index, Size, Read), note).ToBytes());
        await WriteAsync(Entry, Entries[Index]);
        await WriteAsync(Old, Signed(HeadAt(OldSize)).Bytes.ToArray());
        await WriteAsync(Checkpoint, note.Bytes.ToArray());
        await WriteLogAsync("log.zip", Entries, note);
    }

    /// <summary>A checkpoint, signed by the log.</summary>
    public SignedNote Signed(TreeHead head) => SignedNote.Sign(new Checkpoint("log.example/клиент", head).ToString(), _key);

    public TreeHead HeadAt(long size) => new(size, MerkleTree.Root(size, Read));

    /// <summary>A log of other entries under the same, or another, checkpoint.</summary>
    public async Task<string> WriteLogAsync(string name, IEnumerable<byte[]> entries, SignedNote? note = null)
    {
        await using var stream = File.Create(At(name));
        await using var writer = await LogArchiveWriter.CreateAsync(stream, TestContext.Current.CancellationToken);
        foreach (var entry in entries) await writer.AppendAsync(entry, TestContext.Current.CancellationToken);
        await writer.FinishAsync(note ?? Signed(HeadAt(Size)), TestContext.Current.CancellationToken);
        return At(name);
    }

    /// <summary>The log with one file in it changed.</summary>
    public string WithFile(string name, string path, Func<byte[], byte[]?> change)
    {
        File.Copy(Log, At(name), overwrite: true);
        using var zip = ZipFile.Open(At(name), ZipArchiveMode.Update);
        var file = zip.GetEntry(path)!;
        using var bytes = new MemoryStream();
        using (var stream = file.Open()) stream.CopyTo(bytes);
        file.Delete();
        if (change(bytes.ToArray()) is not { } changed) return At(name);
        using var written = zip.CreateEntry(path).Open();
        written.Write(changed);
        return At(name);
    }

    public async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.IsPathRooted(name) ? name : At(name);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return path;
    }

    public ValueTask DisposeAsync()
    {
        _key.Dispose();
        _stranger.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private TreeHash Read(int level, long index) => _nodes[new TreeNode(level, index)];
}
