using System.Text.Json;

namespace ClientPortal.Verify.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Not understood: prove.", "prove")]
    [InlineData("Not understood: --quick.", "receipt", "a", "--quick", "b")]
    [InlineData("Not understood: --language.", "log", "a", "--language", "tlh")]
    [InlineData("--entry is missing.", "receipt", "a", "--key", "k")]
    [InlineData("--key is missing.", "log", "a")]
    [InlineData("--key is missing.", "log", "a", "--key")]
    [InlineData("--log is missing.", "consistency", "a", "b", "--key", "k")]
    [InlineData("consistency asks for another number of files.", "consistency", "a", "--log", "l", "--key", "k")]
    [InlineData("receipt asks for another number of files.", "receipt", "--entry", "e", "--key", "k")]
    public async Task An_unclear_question_is_answered_by_how_to_ask(string reason, params string[] arguments)
    {
        var said = await Asking.AskAsync(arguments);

        Assert.Equal((2, ""), (said.Exit, said.Output));
        Assert.StartsWith(reason, said.Error, StringComparison.Ordinal);
        Assert.Contains("consistency OLDER NEWER", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_the_reason_alone()
    {
        var said = await Asking.AskAsync("prove", "--json");
        using var json = JsonDocument.Parse(said.Output);

        Assert.Equal((2, ""), (said.Exit, said.Error));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("answer").ValueKind);
        Assert.Equal(("unclear", "Not understood: prove."), (json.RootElement.GetProperty("verdict").GetString(), json.RootElement.GetProperty("sentence").GetString()));
    }

    [Fact]
    public async Task Nothing_asked_or_asked_for_help_says_how_to_ask()
    {
        Assert.Equal(0, (await Asking.AskAsync()).Exit);
        Assert.StartsWith("Ask one of these", (await Asking.AskAsync("log", "--help")).Output, StringComparison.Ordinal);
        Assert.StartsWith("Спросите одно из этого", (await Asking.AskInAsync("ru_RU.UTF-8", "--help")).Output, StringComparison.Ordinal);
    }
}
