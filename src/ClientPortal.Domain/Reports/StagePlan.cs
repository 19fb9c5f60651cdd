using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace ClientPortal.Domain.Reports;

/// <summary>A stage as the terms have it that apply on a day: what a report is measured by.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Version">The version that applies; before the first day of the contract, the one that will.</param>
/// <param name="Terms">What it says.</param>
/// <param name="Stage">The stage in it.</param>
/// <param name="Today">The day it is in the contract's zone.</param>
internal sealed record StagePlan(Contract Contract, TermsVersion Version, Terms Terms, Stage Stage, DateOnly Today)
{
    /// <summary>Who answers for the stage and for the contract at the provider.</summary>
    public IEnumerable<PersonId> Responsible => [Stage.ResponsibleStaff ?? Terms.ResponsibleStaff, Terms.ResponsibleStaff];

    /// <summary>Finds it.</summary>
    /// <exception cref="RuleBroken">The contract never was in force, or these terms have no such stage.</exception>
    public static async Task<StagePlan> FindAsync(PortalDb db, Contract contract, StageId id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (contract.AppliesFrom is null) throw new RuleBroken(Rule.ContractNotInForce, null, contract.State);
        var today = ZoneDays.DayOf(contract.Zone, now);
        var version = await db.VersionOnAsync(contract, today, cancellation);
        var terms = version.ToTerms();
        var stage = terms.Stages.FirstOrDefault(stage => stage.Id == id) ?? throw new RuleBroken(Rule.StageNotInTerms);
        return new StagePlan(contract, version, terms, stage, today);
    }

    /// <summary>Finds what the newest revision of a report was measured by.</summary>
    public static async Task<StagePlan> OfReportAsync(PortalDb db, Report report, DateTimeOffset now, CancellationToken cancellation)
    {
        var contract = await db.Set<Contract>().AsNoTracking().SingleAsync(c => c.Id == report.ContractId, cancellation);
        var id = await db.Set<ReportRevision>().Where(r => r.ReportId == report.Id && r.Number == report.LatestRevision).Select(r => r.VersionId).SingleAsync(cancellation);
        var version = await db.VersionAsync(id, cancellation);
        var terms = version.ToTerms();
        return new StagePlan(contract, version, terms, terms.Stages.Single(stage => stage.Id == report.StageId), ZoneDays.DayOf(contract.Zone, now));
    }
}
