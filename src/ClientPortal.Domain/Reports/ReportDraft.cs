using System.Text.Json;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>What a manager is writing and has not published: a new report on a stage, or the correction of one. The client does not see it, nor that it is there.</summary>
public sealed class ReportDraft : Root
{
    private ReportDraft()
    {
    }

    /// <summary>The report it will be, or corrects.</summary>
    public ReportId ReportId { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>Which contract.</summary>
    public ContractId ContractId { get; private init; }

    /// <summary>About which stage.</summary>
    public StageId StageId { get; private init; }

    /// <summary>The revision it corrects; 0 for a new report.</summary>
    public int Corrects { get; private init; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Who saved it last.</summary>
    public PersonId SavedBy { get; private set; }

    /// <summary>The form as it was left, gaps and all.</summary>
    public ReportInput Input => JsonSerializer.Deserialize<ReportInput>(InputJson)! with { Revision = Revision };

    /// <summary>What lies beside it so far.</summary>
    public IReadOnlyList<ReportFile> Files => [.. FileLines.Select(line => line.File)];

    internal string InputJson { get; private set; } = "{}";

    internal List<DraftFile> FileLines { get; private set; } = [];

    internal static ReportDraft Begin(ContractId contract, ClientId client, StageId stage) =>
        new() { ReportId = ReportId.New(), ContractId = contract, ClientId = client, StageId = stage };

    internal static ReportDraft Correct(Report report, ReportContent latest)
    {
        var draft = new ReportDraft { ReportId = report.Id, ContractId = report.ContractId, ClientId = report.ClientId, StageId = report.StageId, Corrects = report.LatestRevision };
        draft.InputJson = JsonSerializer.Serialize(ReportInput.Of(latest, report.Currency));
        draft.FileLines = [.. latest.Files.Select(DraftFile.Of)];
        return draft;
    }

    internal void Save(ReportInput input, Stage stage, PersonId by, DateTimeOffset at)
    {
        input.CheckDraft(stage);
        InputJson = JsonSerializer.Serialize(input);
        Touch(by, at);
    }

    /// <summary>Puts a file beside it; one of the same name takes the place of the other.</summary>
    /// <exception cref="RuleBroken">There are as many as there may be.</exception>
    internal void Attach(ReportFile file, PersonId by, DateTimeOffset at)
    {
        FileLines = [.. FileLines.Where(line => line.Name != file.Name), DraftFile.Of(file)];
        if (FileLines.Count > ReportContent.MostFiles) throw new RuleBroken(Rule.TooMany, "File", ReportContent.MostFiles);
        Touch(by, at);
    }

    internal void Detach(string? name, PersonId by, DateTimeOffset at)
    {
        FileLines = [.. FileLines.Where(line => line.Name != name)];
        Touch(by, at);
    }

    private void Touch(PersonId by, DateTimeOffset at)
    {
        (SavedBy, SavedAt) = (by, at);
        RaiseRevision();
    }
}

/// <summary>A file beside a draft, as it is kept.</summary>
internal sealed record DraftFile(string Name, string Sha256, int Size)
{
    public ReportFile File => new(Name, ContentHash.Parse(Sha256)!.Value, Size);

    public static DraftFile Of(ReportFile file) => new(file.Name, file.Hash.Hex, file.Size);
}
