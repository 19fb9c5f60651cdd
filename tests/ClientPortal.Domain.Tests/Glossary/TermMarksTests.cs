using ClientPortal.Domain.Glossary;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Glossary;

/// <summary>Which words of a text are explained.</summary>
public sealed class TermMarksTests
{
    private static readonly ExplainedWord Server = Word("Server", "servers, server’s");
    private static readonly ExplainedWord TestServer = Word("Test server", "");
    private static readonly ExplainedWord Layout = Word("Ёлочка", "ёлочки, ёлочек");

    [Theory]
    [InlineData("The SERVERS run.", "SERVERS")]
    [InlineData("server", "server")]
    [InlineData("(server)", "server")]
    [InlineData("Our test server is new.", "test server")]
    [InlineData("Две елочки на листе", "елочки")]
    [InlineData("Ёлочек много", "Ёлочек")]
    public void A_word_is_found_in_each_form_whatever_its_case_and_with_е_for_ё(string text, string found) => Assert.Equal(found, Assert.Single(Found(text)).Text);

    [Theory]
    [InlineData("observers")]
    [InlineData("serverless")]
    [InlineData("server2")]
    [InlineData("")]
    public void A_part_of_another_word_is_not_meant(string text) => Assert.Empty(Found(text));

    [Fact]
    public void Where_two_begin_the_longer_is_meant_and_each_is_explained_once_a_text()
    {
        var found = Found("Test server, server, test server, servers");

        Assert.Equal(["Test server", "server"], found.Select(piece => piece.Text));
        Assert.Equal([TestServer, Server], found.Select(piece => piece.Term!));
    }

    [Fact]
    public void The_pieces_put_together_are_the_text() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<NonNull<string>, NonNull<string>>((text, more) =>
    {
        var whole = $"{text.Get} server {more.Get}Test server";
        return string.Concat(Marks().In(whole).Select(piece => piece.Text)) == whole;
    }));

    private static List<TermPiece> Found(string text) => [.. Marks().In(text).Where(piece => piece.Term is not null)];

    private static TermMarks Marks() => new([Server, TestServer, Layout]);

    private static ExplainedWord Word(string word, string forms) => new(TermId.New(), word, forms, "What it means.");
}
