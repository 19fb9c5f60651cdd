using System.Text;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Reports;

/// <summary>One frozen revision of what a report says. Never changed and never deleted.</summary>
public sealed class ReportRevision : IRecorded
{
    private ReportRevision()
    {
    }

    /// <summary>Which report.</summary>
    public ReportId ReportId { get; private init; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Whose contract.</summary>
    public ClientId ClientId { get; private init; }

    /// <summary>The version of the terms in which the plan stands.</summary>
    public TermsVersionId VersionId { get; private init; }

    /// <summary>Who published it.</summary>
    public PersonId PublishedBy { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>Why the one before was corrected; empty for the first.</summary>
    public required string Reason { get; init; }

    /// <summary>The SHA-256 of the content's text.</summary>
    public ContentHash ContentHash { get; private init; }

    /// <summary>What it says.</summary>
    public ReportContent Content => ReportText.Read(Text);

    /// <inheritdoc/>
    public Guid RecordedAs => ReportId.Value;

    internal string Text { get; private init; } = "";

    internal static ReportRevision Freeze(Report report, TermsVersion version, ReportContent content, string reason)
    {
        var text = ReportText.Write(content);
        return new ReportRevision
        {
            ReportId = report.Id,
            Number = report.LatestRevision,
            ClientId = report.ClientId,
            VersionId = version.Id,
            PublishedBy = report.RevisedBy,
            PublishedAt = report.RevisedAt,
            Reason = reason,
            Text = text,
            ContentHash = ContentHash.Of(Encoding.UTF8.GetBytes(text)),
        };
    }
}
