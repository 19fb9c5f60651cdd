using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ClientPortal.Domain.Data.Migrations;

/// <summary>The worker holds every row that binds against the record, and what it records itself carries its rows. No table changes its shape.</summary>
[DbContext(typeof(PortalDb))]
[Migration("20261126080000_RowsInEntries")]
public sealed class RowsInEntries : Migration
{
    private static readonly string[] Bound =
    [
        "accepted_quote_line", "amendment", "amendment_comment", "amendment_revision", "client", "contract", "contract_comment", "contract_document", "glossary_term", "issued_quote",
        "issued_quote_discount", "issued_quote_line", "membership", "notice_waiver", "price_list_retirement", "price_list_version", "price_review_reminder", "published_price_item",
        "quote", "quote_acceptance", "report", "report_acknowledgement", "report_comment", "report_reminder", "report_revision", "right_grant", "signature", "stage_answer",
        "terms_clause", "terms_stage", "terms_version",
    ];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Bound) migrationBuilder.ForWorker(table, "SELECT", policy: "worker_verifies");
        migrationBuilder.ForWorker("entry_personal", "INSERT", "name = 'rows'", "worker_keeps_rows");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Migrations go forward only.");
}
