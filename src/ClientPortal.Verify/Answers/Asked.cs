using ClientPortal.TransparencyLog;
using ClientPortal.Verify.Words;

namespace ClientPortal.Verify.Answers;

/// <summary>Answers each kind of question.</summary>
internal static class Asked
{
    public static Answer Answer(CommandLine question, VerifyWords words)
    {
        try
        {
            return question.Subject switch
            {
                Subject.Receipt => Receipt(question, words),
                Subject.Log => Log(question, words),
                Subject.Consistency => Consistency(question, words),
                Subject.Help => new Answer(ExitCode.True, "help", words["Usage"]),
                _ => new Answer(ExitCode.Unreadable, "unclear", words.Format(question.Fault!.Value.Name, question.Fault.Value.About)),
            };
        }
        catch (UnreadableException unreadable)
        {
            return new Answer(ExitCode.Unreadable, "unreadable", unreadable.Error is { } error
                ? words.Format("Unreadable", unreadable.What, words.Fault(error))
                : words.Format("NoFile", unreadable.What))
            { Path = unreadable.Error?.Path };
        }
    }

    private static Answer Receipt(CommandLine question, VerifyWords words)
    {
        var log = Read.TrustedLog(question);
        var proof = Read.File(question.Files[0], LogProof.Longest, bytes => LogProof.Parse(bytes));
        var entry = Read.File(question.Entry, EntryBundle.LongestEntry, bytes => bytes);
        if (Signed(question.Files[0], proof.Note, log, question, words, out var checkpoint) is { } wrong) return wrong;
        return InclusionProof.Verify(MerkleTree.Leaf(entry), proof.Index, checkpoint.Head, [.. proof.Hashes])
            ? new Answer(ExitCode.True, "fits", words.Format("ReceiptFits", log.Origin, proof.Index, checkpoint.Head.Size)) { Checkpoint = checkpoint, Index = proof.Index }
            : new Answer(ExitCode.False, "doesNotFit", words["ReceiptDoesNotFit"]) { Checkpoint = checkpoint, Index = proof.Index };
    }

    private static Answer Log(CommandLine question, VerifyWords words)
    {
        var log = Read.TrustedLog(question);
        using var archive = Read.Archive(question.Files[0]);
        var note = Read.Guarded(question.Files[0], archive.ReadCheckpoint);
        if (Signed(question.Files[0], note, log, question, words, out var checkpoint) is { } wrong) return wrong;
        return Replayed(archive, checkpoint, [checkpoint.Head], words)
            ?? new Answer(ExitCode.True, "fits", words.Format("LogFits", log.Origin, checkpoint.Head.Size)) { Checkpoint = checkpoint };
    }

    private static Answer Consistency(CommandLine question, VerifyWords words)
    {
        var log = Read.TrustedLog(question);
        var heads = new List<TreeHead>();
        foreach (var file in question.Files)
        {
            var handedOut = Read.File(file, SignedNote.Longest, bytes => SignedNote.Parse(bytes));
            if (Signed(file, handedOut, log, question, words, out var one) is { } wrong) return wrong;
            heads.Add(one.Head);
        }

        using var archive = Read.Archive(question.Log);
        var note = Read.Guarded(question.Log, archive.ReadCheckpoint);
        if (Signed(question.Log, note, log, question, words, out var checkpoint) is { } alsoWrong) return alsoWrong;
        var newest = heads.Max(head => head.Size);
        // A copy taken before the checkpoint was signed says nothing of a rewriting; who asks for it anew learns which it was.
        if (newest > checkpoint.Head.Size) return new Answer(ExitCode.False, "shorter", words.Format("LogShorter", checkpoint.Head.Size, newest)) { Checkpoint = checkpoint, BrokenSize = newest };
        return Replayed(archive, checkpoint, [.. heads.Append(checkpoint.Head).OrderBy(head => head.Size)], words)
            ?? new Answer(ExitCode.True, "fits", words.Format("ConsistencyFits", log.Origin, heads.Min(head => head.Size), newest)) { Checkpoint = checkpoint };
    }

    /// <summary>What is wrong with a checkpoint's signatures, if anything is; otherwise the checkpoint.</summary>
    private static Answer? Signed(string file, SignedNote note, TrustedLog log, CommandLine question, VerifyWords words, out Checkpoint checkpoint)
    {
        Checkpoint? said = null;
        var verdict = Read.Guarded(file, () => log.Verify(note, out said));
        checkpoint = said!;
        switch (verdict)
        {
            case LogVerdict.Unsigned: return new Answer(ExitCode.False, "unsigned", words.Format("Unsigned", file));
            case LogVerdict.Forged: return new Answer(ExitCode.False, "forged", words.Format("Forged", file));
            case LogVerdict.OtherLog: return new Answer(ExitCode.False, "otherLog", words.Format("OtherLog", file, log.Origin));
            default: break;
        }

        foreach (var witness in question.Witnesses)
        {
            if (note.CosignedAt(Read.Key(witness)) is null) return new Answer(ExitCode.False, "unwitnessed", words.Format("Unwitnessed", file, witness.Split('+')[0])) { Checkpoint = said };
        }

        return null;
    }

    /// <summary>What the entries do not lead to, if there is something.</summary>
    private static Answer? Replayed(LogArchive archive, Checkpoint checkpoint, IReadOnlyList<TreeHead> heads, VerifyWords words)
    {
        using var replay = new TreeReplay(heads);
        try
        {
            foreach (var entry in archive.ReadEntries(checkpoint.Head.Size)) replay.Append(entry.Span);
        }
        catch (MalformedLogException error)
        {
            // The checkpoint stands and was signed; what should lead to it is not there.
            return new Answer(ExitCode.False, "doesNotFit", words.Format("LogBroken", words.Fault(error))) { Checkpoint = checkpoint, Path = error.Path };
        }

        if (replay.Finish()) return null;
        var broken = replay.Broken!.Value.Size;
        return new Answer(ExitCode.False, "doesNotFit", words.Format("LogDoesNotFit", broken)) { Checkpoint = checkpoint, BrokenSize = broken };
    }
}
