using System.Text;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Files;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Contracts;

public sealed class FileTests(ContractsPortal portal) : IClassFixture<ContractsPortal>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await portal.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("report.pdf", "%PDF-1.7", null)]
    [InlineData("REPORT.PDF", "MZ", Rule.FileNotWhatItSays)]
    [InlineData("picture.png", "%PDF-1.7", Rule.FileNotWhatItSays)]
    [InlineData("program.exe", "MZ", Rule.FileKindNotKept)]
    [InlineData("noending", "text", Rule.FileKindNotKept)]
    [InlineData("list.csv", "a;b\r\n1;2", null)]
    [InlineData("list.csv", "a\0b", Rule.FileNotWhatItSays)]
    [InlineData("book.xlsx", "PK\u0003\u0004 anything", Rule.FileNotWhatItSays)]
    [InlineData("book.xlsx", "PK\u0003\u0004 xl/workbook.xml", null)]
    [InlineData("notes.txt", "", Rule.FileEmpty)]
    public void A_file_is_what_its_name_says_or_refused(string name, string content, Rule? refused)
    {
        var rules = new FormRules();
        PortalFiles.Check(rules, name, Encoding.UTF8.GetBytes(content), "File");
        Assert.Equal(refused, rules.Refusals.Select(refusal => (Rule?)refusal.Rule).SingleOrDefault());
    }

    [Fact]
    public void Text_in_the_encodings_people_have_is_kept_and_other_kinds_than_offered_are_not()
    {
        var rules = new FormRules();
        Assert.Equal(FileKind.Csv, PortalFiles.Check(rules, "цены.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("Цена")).ToArray(), "File"));
        Assert.Equal(FileKind.Csv, PortalFiles.Check(rules, "цены.csv", [0xD6, 0xE5, 0xED, 0xE0], "File"));
        Assert.Null(PortalFiles.Check(rules, "a.pdf", "%PDF-"u8, "File", FileKind.Csv, FileKind.Xlsx));
        Assert.Null(PortalFiles.Check(rules, "a.txt", new byte[PortalFiles.Largest + 1], "File"));
        Assert.Equal([Rule.FileKindNotKept, Rule.FileTooLarge], rules.Refusals.Select(refusal => refusal.Rule));
    }

    [Fact]
    public async Task Bytes_are_kept_once_a_client_and_found_by_that_client_alone()
    {
        var content = Encoding.UTF8.GetBytes("%PDF-1.7 the same");
        var hash = ContentHash.Of(content);
        var work = portal.Get<PortalWork>();

        var keeps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => work.RunAsync(portal.Manager, CommandId.New(),
            async work => (await PortalFiles.KeepAsync(work, portal.Vector, FileKind.Pdf, content, Cancellation)).Hex, Cancellation)));

        Assert.All(keeps, keep => Assert.Equal(hash.Hex, Assert.IsType<Outcome<string>.Done>(keep).Value));
        Assert.Equal(content, (await portal.Get<PortalFiles>().FindAsync(await portal.ActorAsync(portal.Viewer), portal.Vector, hash, Cancellation))!.Content);
        Assert.Null(await portal.Get<PortalFiles>().FindAsync(await portal.ActorAsync(portal.Stranger), portal.Vector, hash, Cancellation));
        Assert.Null(await portal.Get<PortalFiles>().FindAsync(await portal.ActorAsync(portal.Stranger), portal.Elsewhere, hash, Cancellation));
    }

    [Theory]
    [InlineData("0f", false)]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", true)]
    [InlineData("Z3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", false)]
    public void A_hash_is_read_in_either_case_or_not_at_all(string typed, bool isHash) =>
        Assert.Equal(isHash ? ContentHash.Of([]) : null, ContentHash.Parse(typed));
}
