using System.Text;
using System.Text.Json;

namespace ClientPortal.Verify.Tests;

public sealed class ReceiptTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    [Fact]
    public async Task A_receipt_and_its_entry_are_true()
    {
        var said = await AskAsync();

        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Equal("The entry stands in the log log.example/клиент, number 450 counted from zero, unchanged. The signed checkpoint covers so many entries: 700.", said.Output);
    }

    [Fact]
    public async Task The_answer_speaks_Russian_to_who_reads_it()
    {
        const string russian = "Запись есть в журнале log.example/клиент под номером 450, считая с нуля, и не изменена. Подписанная отметка охватывает записей: 700.";

        Assert.Equal(russian, (await AskAsync("--language", "ru")).Output);
        Assert.Equal(russian, (await Asking.AskInAsync("ru_RU.UTF-8", "receipt", files.Receipt, "--entry", files.Entry, "--key", files.Key)).Output);
    }

    [Fact]
    public async Task The_answer_for_programs_says_the_same()
    {
        var said = await AskAsync("--json");
        using var json = JsonDocument.Parse(said.Output);

        Assert.Equal(0, said.Exit);
        Assert.Equal("receipt", json.RootElement.GetProperty("question").GetString());
        Assert.True(json.RootElement.GetProperty("answer").GetBoolean());
        Assert.Equal("fits", json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(SampleFiles.Index, json.RootElement.GetProperty("index").GetInt64());
        Assert.Equal(SampleFiles.Size, json.RootElement.GetProperty("size").GetInt64());
        Assert.Equal(files.HeadAt(SampleFiles.Size).Root.ToString(), json.RootElement.GetProperty("root").GetString());
    }

    [Fact]
    public async Task Another_entry_does_not_fit()
    {
        var said = await Asking.AskAsync("receipt", files.Receipt, "--entry", await files.WriteAsync("other", SampleFiles.Entries[7]), "--key", files.Key);

        Assert.Equal(1, said.Exit);
        Assert.StartsWith("The receipt does not show that this entry stands in the log", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_another_log_and_a_missing_witness_are_told_apart()
    {
        Assert.Equal((1, "unsigned"), Verdict(await Asking.AskAsync("receipt", files.Receipt, "--entry", files.Entry, "--key", files.StrangersKey, "--json")));
        Assert.Equal((1, "otherLog"), Verdict(await AskAsync("--origin", "other.example", "--json")));
        Assert.Equal((1, "unwitnessed"), Verdict(await AskAsync("--witness", files.WitnessKey, "--json")));
        Assert.Equal((0, "fits"), Verdict(await AskAsync("--key", files.StrangersKey, "--json")));
    }

    [Fact]
    public async Task A_checkpoint_changed_under_its_signature_is_forged()
    {
        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(files.Receipt, TestContext.Current.CancellationToken));
        var forged = await files.WriteAsync("forged", Encoding.UTF8.GetBytes(text.Replace("\n700\n", "\n701\n", StringComparison.Ordinal)));

        Assert.Equal((1, "forged"), Verdict(await Asking.AskAsync("receipt", forged, "--entry", files.Entry, "--key", files.Key, "--json")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_answer_and_says_where()
    {
        var bytes = await File.ReadAllBytesAsync(files.Receipt, TestContext.Current.CancellationToken);
        var cut = await files.WriteAsync("cut", bytes[..40]);
        var said = await Asking.AskAsync("receipt", cut, "--entry", files.Entry, "--key", files.Key);

        Assert.Equal((2, "", $"{cut} cannot be read: the last line does not end, as if the file were cut, line 3."), (said.Exit, said.Output, said.Error));
        Assert.Equal((2, "unreadable"), Verdict(await Asking.AskAsync("receipt", cut, "--entry", files.Entry, "--key", files.Key, "--json")));
        Assert.Equal(2, (await Asking.AskAsync("receipt", files.Receipt, "--entry", files.Receipt + "x", "--key", files.Key)).Exit);
        Assert.Equal(2, (await Asking.AskAsync("receipt", files.Receipt, "--entry", Path.GetTempPath(), "--key", files.Key)).Exit);
        Assert.Equal(2, (await Asking.AskAsync("receipt", files.Receipt, "--entry", files.Entry, "--key", files.Key[..^1])).Exit);
        Assert.Equal(2, (await Asking.AskAsync("receipt", files.Receipt, "--entry", files.Entry, "--key", files.WitnessKey)).Exit);
        Assert.Equal(2, (await Asking.AskAsync("receipt", files.Receipt, "--entry", await files.WriteAsync("long", new byte[65_536]), "--key", files.Key)).Exit);
    }

    private static (int Exit, string? Verdict) Verdict(Asking.Said said)
    {
        using var json = JsonDocument.Parse(said.Output);
        return (said.Exit, json.RootElement.GetProperty("verdict").GetString());
    }

    private Task<Asking.Said> AskAsync(params IEnumerable<string> more) =>
        Asking.AskAsync(["receipt", files.Receipt, "--entry", files.Entry, "--key", files.Key, .. more]);
}
