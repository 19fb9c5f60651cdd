namespace ClientPortal.TransparencyLog;

/// <summary>
/// Goes once through the entries of a log and holds the tree against every head that was ever handed out: each must be a
/// beginning of the same log. Memory does not grow with the log.
/// </summary>
public sealed class TreeReplay : IDisposable
{
    private readonly TreeBuilder _tree = new();
    private readonly IEnumerator<TreeHead> _heads;
    private bool _more;

    /// <summary>Begins with an empty tree.</summary>
    /// <param name="heads">The heads to hold it against, by rising size; read one by one as the replay comes to them.</param>
    public TreeReplay(IEnumerable<TreeHead> heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        _heads = heads.GetEnumerator();
        _more = _heads.MoveNext();
        Compare();
    }

    /// <summary>How many entries have gone by.</summary>
    public long Size => _tree.Size;

    /// <summary>The first head that the entries do not lead to, as soon as there is one.</summary>
    public TreeHead? Broken { get; private set; }

    /// <summary>Takes the next entry.</summary>
    public void Append(ReadOnlySpan<byte> entry) => AppendLeaf(MerkleTree.Leaf(entry));

    /// <summary>Takes the next entry by its hash.</summary>
    public void AppendLeaf(in TreeHash leaf)
    {
        _tree.Append(leaf);
        Compare();
    }

    /// <summary>Says that no entry follows: a head that was not reached is broken too.</summary>
    /// <returns>Whether every head was reached and fits.</returns>
    public bool Finish()
    {
        if (Broken is null && _more) Broken = _heads.Current;
        return Broken is null;
    }

    /// <inheritdoc/>
    public void Dispose() => _heads.Dispose();

    private void Compare()
    {
        while (Broken is null && _more && _heads.Current.Size <= Size)
        {
            // A smaller one comes out of order and has been missed.
            if (_heads.Current != _tree.Head) Broken = _heads.Current;
            _more = _heads.MoveNext();
        }
    }
}
