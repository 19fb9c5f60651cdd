// How many leaves one core verifies in a second, and how much memory a million take:
//   dotnet run -c Release --project bench/ClientPortal.TransparencyLog.Bench
// Budget: 300,000 leaves a second on one core, memory that does not grow with the log.
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ClientPortal.TransparencyLog;

const int Million = 1_000_000;
const int EntryLength = 600;
using var key = SigningKey.FromEd25519("bench.example", new byte[32]);
var trusted = new TrustedLog(key.VerifierKey);
var entry = new byte[EntryLength];

Rate("hash and append, 600 bytes each", Million, () => Append(Million));
Rate("hash, append and hand out every node", Million, () => Append(Million, (_, _) => { }));

var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.zip");
try
{
    foreach (var size in new[] { 10_000, Million })
    {
        await WriteAsync(file, size);
        Rate(string.Create(CultureInfo.InvariantCulture, $"verify a whole log from its file, {size:N0} entries, {new FileInfo(file).Length / 1024:N0} KiB"), size, () => Verify(file));
    }
}
finally
{
    File.Delete(file);
}

var note = SignedNote.Sign(new Checkpoint("bench.example", new TreeHead(1, MerkleTree.Leaf(entry))).ToString(), key);
var receipt = new LogProof(0, [], note).ToBytes();
Rate("read and verify a receipt", 2_000, () =>
{
    for (var i = 0; i < 2_000; i++) Require(LogProof.Parse(receipt).Verify(entry, trusted) == LogVerdict.Fits);
});

void Append(int count, Action<TreeNode, TreeHash>? completed = null)
{
    var tree = new TreeBuilder();
    for (var i = 0; i < count; i++)
    {
        Number(i);
        tree.Append(MerkleTree.Leaf(entry), completed);
    }
}

void Verify(string path)
{
    using var archive = LogArchive.Open(File.OpenRead(path));
    Require(trusted.Verify(archive.ReadCheckpoint(), out var checkpoint) == LogVerdict.Fits);
    using var replay = new TreeReplay([checkpoint!.Head]);
    foreach (var one in archive.ReadEntries(checkpoint.Head.Size)) replay.Append(one.Span);
    Require(replay.Finish());
}

async Task WriteAsync(string path, int size)
{
    await using var stream = File.Create(path);
    await using var writer = await LogArchiveWriter.CreateAsync(stream, CancellationToken.None);
    var tree = new TreeBuilder();
    for (var i = 0; i < size; i++)
    {
        Number(i);
        tree.Append(MerkleTree.Leaf(entry));
        await writer.AppendAsync(entry, CancellationToken.None);
    }

    await writer.FinishAsync(SignedNote.Sign(new Checkpoint("bench.example", tree.Head).ToString(), key), CancellationToken.None);
}

// Entries differ as real ones do: a hash in each, so that they do not pack to nothing.
void Number(int i)
{
    BitConverter.TryWriteBytes(entry, i);
    SHA256.HashData(entry.AsSpan(0, sizeof(int)), entry.AsSpan(0, SHA256.HashSizeInBytes));
}

static void Require(bool holds)
{
    if (!holds) throw new InvalidOperationException("What was measured did not hold.");
}

static void Rate(string name, int count, Action run)
{
    run();
    var rates = new List<double>();
    var peak = 0L;
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    for (var turn = 0; turn < 5; turn++)
    {
        // Time the processor spent: others who use the machine do not count.
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        run();
        process.Refresh();
        rates.Add(count / (process.TotalProcessorTime - before).TotalSeconds);
        peak = Math.Max(peak, process.PeakWorkingSet64);
    }

    var each = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / (5L * count);
    rates.Sort();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-75} {rates[2],10:N0} a second of one core (from {rates[0]:N0} to {rates[4]:N0}), {each:0.0} bytes allocated each, peak of the process {peak / 1024 / 1024} MiB"));
}
