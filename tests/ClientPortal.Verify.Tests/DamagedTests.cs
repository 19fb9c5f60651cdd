using ClientPortal.Verify.Answers;
using ClientPortal.Verify.Words;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Verify.Tests;

/// <summary>Files that a disk, a mailbox or somebody with bad intentions has damaged.</summary>
public sealed class DamagedTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    private const int Cases = 300;

    private static readonly string[] Languages = ["en", "ru"];

    [Fact]
    public void Whatever_a_file_holds_the_answer_is_a_sentence_and_one_of_three_exit_codes()
    {
        var original = Originals();
        var path = files.At("damaged");
        // Asked in this process, where whatever is thrown comes out.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Damaged(original).ToArbitrary(), drawn =>
        {
            File.WriteAllBytes(path, drawn.Bytes);
            return Languages.All(language =>
            {
                var question = CommandLine.Read([.. Question(drawn.File, path), "--key", files.Key, "--language", language]);
                var answer = Asked.Answer(question, new VerifyWords(question.Language));
                return Enum.IsDefined(answer.Exit) && answer.Sentence.Length > 0 && AnswerJson.Of(question, answer).Length > 0;
            });
        }));
    }

    // Each file that a question is about, with the question in which it stands.
    private string[] Originals() => [files.Receipt, files.Entry, files.Log, files.Old, files.Checkpoint];

    private string[] Question(int file, string damaged) => file switch
    {
        0 => ["receipt", damaged, "--entry", files.Entry],
        1 => ["receipt", files.Receipt, "--entry", damaged],
        2 => ["log", damaged],
        3 => ["consistency", damaged, files.Checkpoint, "--log", files.Log],
        _ => ["consistency", files.Old, damaged, "--log", files.Log],
    };

    // Cut at the end or at the beginning, doubled as a whole or in part, and any bytes at any places.
    private static Gen<(int File, byte[] Bytes)> Damaged(string[] originals) =>
        from file in Gen.Choose(0, originals.Length - 1)
        let bytes = File.ReadAllBytes(originals[file])
        from at in Gen.Choose(0, bytes.Length)
        from to in Gen.Choose(at, bytes.Length)
        from put in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value))
        from damaged in Gen.Elements<byte[]>(
            bytes[..at], bytes[at..], [.. bytes, .. bytes], [.. bytes[..to], .. bytes[at..]], [.. bytes[..at], .. bytes[to..]], [.. bytes[..at], .. put, .. bytes[at..]],
            [.. bytes[..at], .. put, .. bytes[Math.Min(at + put.Length, bytes.Length)..]])
        select (file, damaged);
}
