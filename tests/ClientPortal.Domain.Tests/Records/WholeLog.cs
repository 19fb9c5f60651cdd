using ClientPortal.TransparencyLog;
using Npgsql;

namespace ClientPortal.Domain.Tests.Records;

/// <summary>What a log must be at every moment.</summary>
internal static class WholeLog
{
    /// <summary>Holds that a log's places have no gap and that every checkpoint is the head of what stands before it, from the entries' bytes alone, as a stranger would.</summary>
    public static async Task AssertAsync(NpgsqlConnection database, LogId log)
    {
        var places = await database.ListAsync<long>($"SELECT index FROM portal.log_leaf WHERE log_id = '{log.Value}' ORDER BY index");
        Assert.Equal(Enumerable.Range(0, places.Count).Select(place => (long)place), places);
        var leaves = await database.ListAsync<byte[]>($"SELECT e.leaf FROM portal.log_leaf l JOIN portal.entry e ON e.id = l.entry_id WHERE l.log_id = '{log.Value}' ORDER BY l.index");
        var keys = await database.ListAsync<string>($"SELECT verifier_key FROM portal.log_key WHERE log_id = '{log.Value}'");
        var trusted = new TrustedLog(VerifierKey.Parse(keys[0]).Name, [.. keys.Select(key => VerifierKey.Parse(key))]);
        var heads = new Dictionary<long, TreeHead>();
        foreach (var note in await database.ListAsync<byte[]>($"SELECT note FROM portal.log_checkpoint WHERE log_id = '{log.Value}'"))
        {
            Assert.Equal(LogVerdict.Fits, trusted.Verify(SignedNote.Parse(note), out var checkpoint));
            heads.Add(checkpoint!.Head.Size, checkpoint.Head);
        }

        var builder = new TreeBuilder();
        foreach (var leaf in leaves)
        {
            builder.Append(MerkleTree.Leaf(leaf));
            if (heads.Remove(builder.Size, out var head)) Assert.Equal(head, builder.Head);
        }

        Assert.Empty(heads);
        Assert.True(leaves.Count > 0);
    }
}
