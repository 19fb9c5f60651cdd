using System.Globalization;
using System.Text;

namespace ClientPortal.TransparencyLog.Tests.Merkle;

/// <summary>A log in memory, and the hashes its builder has handed out.</summary>
internal sealed class Log
{
    private readonly Dictionary<TreeNode, TreeHash> _nodes = [];

    public Log(byte[][] entries)
    {
        Entries = entries;
        var tree = new TreeBuilder();
        foreach (var entry in entries) tree.Append(MerkleTree.Leaf(entry), _nodes.Add);
        Head = tree.Head;
    }

    public byte[][] Entries { get; }

    public TreeHead Head { get; }

    public static Log Of(int size) => new([.. Enumerable.Range(0, size).Select(Entry)]);

    public static byte[] Entry(int index) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"entry {index}"));

    public TreeHash Read(int level, long index) => _nodes[new TreeNode(level, index)];

    public TreeHead HeadAt(long size) => new(size, MerkleTree.Root(size, Read));
}
