using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ClientPortal.Domain.Data.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDb))]
    [Migration("20261125153920_ContractsAndPrices")]
    public sealed class ContractsAndPrices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "file",
                schema: "portal",
                columns: table => new
                {
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stored_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("ak_stored_file_client_id_hash", x => new { x.client_id, x.hash });
                    table.CheckConstraint("ck_file_hash", "hash = sha256(content)");
                    table.CheckConstraint("ck_file_kind", "\"kind\" IN ('Pdf', 'Png', 'Jpeg', 'Csv', 'Xlsx', 'Text')");
                    table.CheckConstraint("ck_file_size", "size = octet_length(content) AND size BETWEEN 1 AND 20971520");
                    table.ForeignKey(
                        name: "fk_file_client_client_id",
                        column: x => x.client_id,
                        principalSchema: "portal",
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_file_person_stored_by",
                        column: x => x.stored_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "look",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_look", x => x.id);
                    table.CheckConstraint("ck_look_kind", "\"kind\" IN ('Viewed', 'Downloaded', 'Exported')");
                    table.ForeignKey(
                        name: "fk_look_client_client_id",
                        column: x => x.client_id,
                        principalSchema: "portal",
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_look_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_list",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_english = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_russian = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    index_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: true),
                    index_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    latest_number = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_list", x => x.id);
                    table.CheckConstraint("ck_price_list_index", "index_percent >= 0");
                    table.CheckConstraint("ck_price_list_name", "name_english <> '' OR name_russian <> ''");
                    table.ForeignKey(
                        name: "fk_price_list_person_opened_by",
                        column: x => x.opened_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_mapping",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    heading = table.Column<byte[]>(type: "bytea", nullable: false),
                    saved = table.Column<string>(type: "jsonb", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_mapping", x => x.id);
                    table.CheckConstraint("ck_price_mapping_heading", "length(heading) = 32");
                    table.ForeignKey(
                        name: "fk_price_mapping_person_saved_by",
                        column: x => x.saved_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quote",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    introduction = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true),
                    sections = table.Column<List<string>>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: true),
                    lapses_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    viewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    viewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    declined_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote", x => x.id);
                    table.UniqueConstraint("ak_quote_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_quote_answered", "state NOT IN ('Accepted', 'Declined') OR (answered_at IS NOT NULL AND answered_by IS NOT NULL)");
                    table.CheckConstraint("ck_quote_declined", "state <> 'Declined' OR declined_because <> ''");
                    table.CheckConstraint("ck_quote_in_time", "state <> 'Accepted' OR answered_at < lapses_at");
                    table.CheckConstraint("ck_quote_issued", "state = 'Draft' OR (issued_at IS NOT NULL AND issued_by IS NOT NULL AND valid_until IS NOT NULL AND lapses_at IS NOT NULL)");
                    table.CheckConstraint("ck_quote_language", "\"language\" IN ('English', 'Russian')");
                    table.CheckConstraint("ck_quote_number", "sequence > 0 AND edition > 0 AND (edition = 1) = (previous_id IS NULL)");
                    table.CheckConstraint("ck_quote_state", "\"state\" IN ('Draft', 'Issued', 'Viewed', 'Accepted', 'Declined', 'Lapsed', 'Superseded')");
                    table.CheckConstraint("ck_quote_viewed", "state <> 'Viewed' OR (viewed_at IS NOT NULL AND viewed_by IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_quote_client_client_id",
                        column: x => x.client_id,
                        principalSchema: "portal",
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_person_answered_by",
                        column: x => x.answered_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_person_created_by",
                        column: x => x.created_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_person_issued_by",
                        column: x => x.issued_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_person_viewed_by",
                        column: x => x.viewed_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_quote_client_id_previous_id",
                        columns: x => new { x.client_id, x.previous_id },
                        principalSchema: "portal",
                        principalTable: "quote",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quote_counter",
                schema: "portal",
                columns: table => new
                {
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_counter", x => x.year);
                });

            migrationBuilder.CreateTable(
                name: "price_item",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    code_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, computedColumnSql: "upper(code)", stored: true),
                    price_base = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_gross = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_margin = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_margin_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: true),
                    price_materials = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_net = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_other = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_subcontractors = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_tax = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    price_tax_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: true),
                    basis = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_english = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_russian = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_text = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_item", x => x.id);
                    table.CheckConstraint("ck_price_item_name", "name_english <> '' OR name_russian <> ''");
                    table.CheckConstraint("ck_price_item_price_adds_up", "price_base + price_materials + price_subcontractors + price_other + price_margin = price_net AND price_net + price_tax = price_gross");
                    table.CheckConstraint("ck_price_item_price_not_negative", "LEAST(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_tax_percent, price_tax) >= 0");
                    table.CheckConstraint("ck_price_item_price_whole", "num_nulls(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_net, price_tax_percent, price_tax, price_gross) IN (0, 10)");
                    table.CheckConstraint("ck_price_item_unit", "\"unit\" IN ('Hour', 'Day', 'Month', 'Piece', 'Page', 'Project', 'Custom')");
                    table.CheckConstraint("ck_price_item_unit_text", "(unit = 'Custom') = (unit_text <> '')");
                    table.ForeignKey(
                        name: "fk_price_item_price_list_price_list_id",
                        column: x => x.price_list_id,
                        principalSchema: "portal",
                        principalTable: "price_list",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_list_version",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name_english = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_russian = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    index_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: true),
                    index_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    item_count = table.Column<int>(type: "integer", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_list_version", x => x.id);
                    table.CheckConstraint("ck_price_list_version_item_count", "item_count > 0");
                    table.CheckConstraint("ck_price_list_version_name", "name_english <> '' OR name_russian <> ''");
                    table.CheckConstraint("ck_price_list_version_reason", "reason <> ''");
                    table.ForeignKey(
                        name: "fk_price_list_version_person_published_by",
                        column: x => x.published_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_price_list_version_price_list_price_list_id",
                        column: x => x.price_list_id,
                        principalSchema: "portal",
                        principalTable: "price_list",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "draft_quote_discount",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    line_key = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_quote_discount", x => new { x.quote_id, x.id });
                    table.CheckConstraint("ck_draft_quote_discount_kind", "\"kind\" IN ('Percent', 'Fixed')");
                    table.CheckConstraint("ck_draft_quote_discount_reason", "reason <> ''");
                    table.CheckConstraint("ck_draft_quote_discount_value", "value > 0 AND (kind <> 'Percent' OR value <= 100)");
                    table.ForeignKey(
                        name: "fk_draft_quote_discount_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "quote",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issued_quote",
                schema: "portal",
                columns: table => new
                {
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    introduction = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    line_count = table.Column<int>(type: "integer", nullable: false),
                    discount_count = table.Column<int>(type: "integer", nullable: false),
                    list_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    discount_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    tax_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    gross_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    document_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issued_quote", x => x.quote_id);
                    table.UniqueConstraint("ak_issued_quote_client_id_quote_id", x => new { x.client_id, x.quote_id });
                    table.CheckConstraint("ck_issued_quote_adds_up", "list_amount - discount_amount = net_amount AND net_amount + tax_amount = gross_amount");
                    table.CheckConstraint("ck_issued_quote_hashes", "length(content_hash) = 32 AND length(document_hash) = 32");
                    table.CheckConstraint("ck_issued_quote_language", "\"language\" IN ('English', 'Russian')");
                    table.CheckConstraint("ck_issued_quote_lines", "line_count > 0");
                    table.CheckConstraint("ck_issued_quote_not_negative", "LEAST(discount_amount, net_amount, tax_amount) >= 0");
                    table.ForeignKey(
                        name: "fk_issued_quote_person_issued_by",
                        column: x => x.issued_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issued_quote_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "quote",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_list_retirement",
                schema: "portal",
                columns: table => new
                {
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    price_list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    retired_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_list_retirement", x => x.version_id);
                    table.ForeignKey(
                        name: "fk_price_list_retirement_person_retired_by",
                        column: x => x.retired_by,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_price_list_retirement_price_list_price_list_id",
                        column: x => x.price_list_id,
                        principalSchema: "portal",
                        principalTable: "price_list",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_price_list_retirement_price_list_version_version_id",
                        column: x => x.version_id,
                        principalSchema: "portal",
                        principalTable: "price_list_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "published_price_item",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    price_base = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_gross = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    price_materials = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_net = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_other = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_subcontractors = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    basis = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_english = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_russian = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_text = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_price_item", x => x.id);
                    table.CheckConstraint("ck_published_price_item_name", "name_english <> '' OR name_russian <> ''");
                    table.CheckConstraint("ck_published_price_item_price_adds_up", "price_base + price_materials + price_subcontractors + price_other + price_margin = price_net AND price_net + price_tax = price_gross");
                    table.CheckConstraint("ck_published_price_item_price_not_negative", "LEAST(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_tax_percent, price_tax) >= 0");
                    table.CheckConstraint("ck_published_price_item_unit", "\"unit\" IN ('Hour', 'Day', 'Month', 'Piece', 'Page', 'Project', 'Custom')");
                    table.CheckConstraint("ck_published_price_item_unit_text", "(unit = 'Custom') = (unit_text <> '')");
                    table.ForeignKey(
                        name: "fk_published_price_item_price_list_version_version_id",
                        column: x => x.version_id,
                        principalSchema: "portal",
                        principalTable: "price_list_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issued_quote_discount",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    line_key = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issued_quote_discount", x => new { x.quote_id, x.id });
                    table.CheckConstraint("ck_issued_quote_discount_kind", "\"kind\" IN ('Percent', 'Fixed')");
                    table.CheckConstraint("ck_issued_quote_discount_reason", "reason <> ''");
                    table.CheckConstraint("ck_issued_quote_discount_value", "value > 0 AND (kind <> 'Percent' OR value <= 100)");
                    table.ForeignKey(
                        name: "fk_issued_quote_discount_issued_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "issued_quote",
                        principalColumns: new[] { "client_id", "quote_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quote_acceptance",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    authenticated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    device = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    document_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    consent_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    net_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    tax_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    gross_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    line_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quote_acceptance", x => x.id);
                    table.UniqueConstraint("ak_quote_acceptance_client_id_quote_id", x => new { x.client_id, x.quote_id });
                    table.CheckConstraint("ck_quote_acceptance_adds_up", "net_amount + tax_amount = gross_amount AND LEAST(net_amount, tax_amount) >= 0");
                    table.CheckConstraint("ck_quote_acceptance_evidence", "method <> 'Password' AND consent_text <> '' AND length(document_hash) = 32 AND line_count >= 0");
                    table.CheckConstraint("ck_quote_acceptance_method", "\"method\" IN ('Password', 'PasswordAndCode', 'PasswordAndRecoveryCode', 'Passkey')");
                    table.ForeignKey(
                        name: "fk_quote_acceptance_issued_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "issued_quote",
                        principalColumns: new[] { "client_id", "quote_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_quote_acceptance_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "draft_quote_line",
                schema: "portal",
                columns: table => new
                {
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    is_optional = table.Column<bool>(type: "boolean", nullable: false),
                    is_suggested = table.Column<bool>(type: "boolean", nullable: false),
                    justification = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    list_net = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric(12,4)", nullable: false),
                    section = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stage = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_text = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    price_base = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_gross = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    price_materials = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_net = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_other = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_subcontractors = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_draft_quote_line", x => new { x.quote_id, x.key });
                    table.CheckConstraint("ck_draft_quote_line_justification", "justification <> '' OR (list_net IS NOT NULL AND price_net = list_net)");
                    table.CheckConstraint("ck_draft_quote_line_list", "(item_id IS NULL) = (list_net IS NULL)");
                    table.CheckConstraint("ck_draft_quote_line_price_adds_up", "price_base + price_materials + price_subcontractors + price_other + price_margin = price_net AND price_net + price_tax = price_gross");
                    table.CheckConstraint("ck_draft_quote_line_price_not_negative", "LEAST(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_tax_percent, price_tax) >= 0");
                    table.CheckConstraint("ck_draft_quote_line_quantity", "quantity > 0");
                    table.CheckConstraint("ck_draft_quote_line_suggested", "is_optional OR NOT is_suggested");
                    table.CheckConstraint("ck_draft_quote_line_unit", "\"unit\" IN ('Hour', 'Day', 'Month', 'Piece', 'Page', 'Project', 'Custom')");
                    table.CheckConstraint("ck_draft_quote_line_unit_text", "(unit = 'Custom') = (unit_text <> '')");
                    table.ForeignKey(
                        name: "fk_draft_quote_line_published_price_item_item_id",
                        column: x => x.item_id,
                        principalSchema: "portal",
                        principalTable: "published_price_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_draft_quote_line_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "quote",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issued_quote_line",
                schema: "portal",
                columns: table => new
                {
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    is_optional = table.Column<bool>(type: "boolean", nullable: false),
                    is_suggested = table.Column<bool>(type: "boolean", nullable: false),
                    justification = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    list_net = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    quantity = table.Column<decimal>(type: "numeric(12,4)", nullable: false),
                    section = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stage = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    unit_text = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    price_base = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_gross = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_margin_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    price_materials = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_net = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_other = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_subcontractors = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    price_tax_percent = table.Column<decimal>(type: "numeric(9,4)", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issued_quote_line", x => new { x.quote_id, x.key });
                    table.CheckConstraint("ck_issued_quote_line_justification", "justification <> '' OR (list_net IS NOT NULL AND price_net = list_net)");
                    table.CheckConstraint("ck_issued_quote_line_list", "(item_id IS NULL) = (list_net IS NULL)");
                    table.CheckConstraint("ck_issued_quote_line_price_adds_up", "price_base + price_materials + price_subcontractors + price_other + price_margin = price_net AND price_net + price_tax = price_gross");
                    table.CheckConstraint("ck_issued_quote_line_price_not_negative", "LEAST(price_base, price_materials, price_subcontractors, price_other, price_margin_percent, price_margin, price_tax_percent, price_tax) >= 0");
                    table.CheckConstraint("ck_issued_quote_line_quantity", "quantity > 0");
                    table.CheckConstraint("ck_issued_quote_line_suggested", "is_optional OR NOT is_suggested");
                    table.CheckConstraint("ck_issued_quote_line_unit", "\"unit\" IN ('Hour', 'Day', 'Month', 'Piece', 'Page', 'Project', 'Custom')");
                    table.CheckConstraint("ck_issued_quote_line_unit_text", "(unit = 'Custom') = (unit_text <> '')");
                    table.ForeignKey(
                        name: "fk_issued_quote_line_issued_quote_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "issued_quote",
                        principalColumns: new[] { "client_id", "quote_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issued_quote_line_published_price_item_item_id",
                        column: x => x.item_id,
                        principalSchema: "portal",
                        principalTable: "published_price_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accepted_quote_line",
                schema: "portal",
                columns: table => new
                {
                    quote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    list_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    discount_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    tax_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    gross_amount = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_base = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_margin = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_materials = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_other = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    net_subcontractors = table.Column<decimal>(type: "numeric(19,4)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accepted_quote_line", x => new { x.quote_id, x.key });
                    table.CheckConstraint("ck_accepted_quote_line_adds_up", "list_amount - discount_amount = net_amount AND net_amount + tax_amount = gross_amount");
                    table.CheckConstraint("ck_accepted_quote_line_not_negative", "LEAST(discount_amount, net_amount, tax_amount, net_base, net_materials, net_subcontractors, net_other, net_margin) >= 0");
                    table.CheckConstraint("ck_accepted_quote_line_parts", "net_base + net_materials + net_subcontractors + net_other + net_margin = net_amount");
                    table.ForeignKey(
                        name: "fk_accepted_quote_line_issued_quote_line_quote_id_key",
                        columns: x => new { x.quote_id, x.key },
                        principalSchema: "portal",
                        principalTable: "issued_quote_line",
                        principalColumns: new[] { "quote_id", "key" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accepted_quote_line_quote_acceptance_client_id_quote_id",
                        columns: x => new { x.client_id, x.quote_id },
                        principalSchema: "portal",
                        principalTable: "quote_acceptance",
                        principalColumns: new[] { "client_id", "quote_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    latest_revision = table.Column<int>(type: "integer", nullable: false),
                    latest_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    provider_proposed = table.Column<bool>(type: "boolean", nullable: false),
                    agreed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    agreed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_signed_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    first_signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    took_effect_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment", x => x.id);
                    table.UniqueConstraint("ak_amendment_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_amendment_agreed", "state NOT IN ('Agreed', 'SignedByOne', 'Signed', 'InForce') OR (agreed_at IS NOT NULL AND agreed_by IS NOT NULL)");
                    table.CheckConstraint("ck_amendment_closed", "state NOT IN ('Declined', 'Withdrawn') OR (closed_at IS NOT NULL AND closed_by IS NOT NULL AND closed_reason IS NOT NULL)");
                    table.CheckConstraint("ck_amendment_first_signed_for", "\"first_signed_for\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_amendment_in_force", "state <> 'InForce' OR took_effect_at IS NOT NULL");
                    table.CheckConstraint("ck_amendment_lapsed", "state <> 'Lapsed' OR closed_at IS NOT NULL");
                    table.CheckConstraint("ck_amendment_latest_for", "\"latest_for\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_amendment_proposed_for", "\"proposed_for\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_amendment_sent", "state <> 'Draft'");
                    table.CheckConstraint("ck_amendment_signed", "state NOT IN ('Signed', 'InForce') OR (signed_at IS NOT NULL AND version_id IS NOT NULL)");
                    table.CheckConstraint("ck_amendment_signed_by_one", "state NOT IN ('SignedByOne', 'Signed', 'InForce') OR (first_signed_for IS NOT NULL AND first_signed_at IS NOT NULL)");
                    table.CheckConstraint("ck_amendment_state", "\"state\" IN ('Draft', 'Proposed', 'UnderDiscussion', 'Agreed', 'SignedByOne', 'Signed', 'InForce', 'Declined', 'Withdrawn', 'Lapsed')");
                });

            migrationBuilder.CreateTable(
                name: "amendment_comment",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_number = table.Column<int>(type: "integer", nullable: false),
                    clause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: true),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment_comment", x => x.id);
                    table.CheckConstraint("ck_amendment_comment_about", "num_nonnulls(clause_id, stage_id) <= 1");
                    table.CheckConstraint("ck_amendment_comment_side", "\"side\" IN ('Provider', 'Client')");
                    table.ForeignKey(
                        name: "fk_amendment_comment_amendment_client_id_amendment_id",
                        columns: x => new { x.client_id, x.amendment_id },
                        principalSchema: "portal",
                        principalTable: "amendment",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_amendment_comment_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notice_waiver",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_number = table.Column<int>(type: "integer", nullable: false),
                    changes_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_waiver", x => x.id);
                    table.ForeignKey(
                        name: "fk_notice_waiver_amendment_client_id_amendment_id",
                        columns: x => new { x.client_id, x.amendment_id },
                        principalSchema: "portal",
                        principalTable: "amendment",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_notice_waiver_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amendment_draft",
                schema: "portal",
                columns: table => new
                {
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    base_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment_draft", x => new { x.amendment_id, x.side });
                    table.CheckConstraint("ck_amendment_draft_side", "\"side\" IN ('Provider', 'Client')");
                });

            migrationBuilder.CreateTable(
                name: "amendment_revision",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sent_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    base_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changes_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendment_revision", x => x.id);
                    table.UniqueConstraint("ak_amendment_revision_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_amendment_revision_sent_for", "\"sent_for\" IN ('Provider', 'Client')");
                    table.ForeignKey(
                        name: "fk_amendment_revision_amendment_client_id_amendment_id",
                        columns: x => new { x.client_id, x.amendment_id },
                        principalSchema: "portal",
                        principalTable: "amendment",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contract",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    offers = table.Column<int>(type: "integer", nullable: false),
                    offered_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    offered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    offered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_signed_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    first_signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    in_force_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    applies_from = table.Column<DateOnly>(type: "date", nullable: true),
                    applied_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    declined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    declined_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    terminated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    terminated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    terminated_for = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    terminated_from = table.Column<DateOnly>(type: "date", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                    table.UniqueConstraint("ak_contract_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_contract_completed", "state <> 'Completed' OR (completed_at IS NOT NULL AND completed_by IS NOT NULL)");
                    table.CheckConstraint("ck_contract_declined", "state <> 'Declined' OR (declined_at IS NOT NULL AND declined_by IS NOT NULL AND reason IS NOT NULL)");
                    table.CheckConstraint("ck_contract_first_signed_for", "\"first_signed_for\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_contract_in_force", "state NOT IN ('InForce', 'Completed', 'Terminated') OR (first_signed_for IS NOT NULL AND in_force_at IS NOT NULL AND applies_from IS NOT NULL)");
                    table.CheckConstraint("ck_contract_offered", "state = 'Draft' OR (offers > 0 AND offered_version_id IS NOT NULL AND offered_at IS NOT NULL AND offered_by IS NOT NULL)");
                    table.CheckConstraint("ck_contract_signed_by_one", "state <> 'SignedByOne' OR (first_signed_for IS NOT NULL AND first_signed_at IS NOT NULL)");
                    table.CheckConstraint("ck_contract_state", "\"state\" IN ('Draft', 'Offered', 'SignedByOne', 'InForce', 'Completed', 'Terminated', 'Withdrawn', 'Declined')");
                    table.CheckConstraint("ck_contract_terminated", "state <> 'Terminated' OR (terminated_at IS NOT NULL AND terminated_by IS NOT NULL AND terminated_for IS NOT NULL AND terminated_from IS NOT NULL AND reason IS NOT NULL)");
                    table.CheckConstraint("ck_contract_terminated_for", "\"terminated_for\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_contract_withdrawn", "state <> 'Withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_contract_client_client_id",
                        column: x => x.client_id,
                        principalSchema: "portal",
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contract_draft",
                schema: "portal",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_price_days = table.Column<int>(type: "integer", nullable: false),
                    notice_dates_days = table.Column<int>(type: "integer", nullable: false),
                    notice_scope_days = table.Column<int>(type: "integer", nullable: false),
                    notice_termination_days = table.Column<int>(type: "integer", nullable: false),
                    responsible_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible_client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_quote_id = table.Column<Guid>(type: "uuid", nullable: true),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    saved_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_draft", x => x.contract_id);
                    table.UniqueConstraint("ak_contract_draft_client_id_contract_id", x => new { x.client_id, x.contract_id });
                    table.CheckConstraint("ck_contract_draft_language", "\"language\" IN ('English', 'Russian')");
                    table.CheckConstraint("ck_contract_draft_notice", "notice_price_days BETWEEN 0 AND 365 AND notice_dates_days BETWEEN 0 AND 365 AND notice_scope_days BETWEEN 0 AND 365 AND notice_termination_days BETWEEN 0 AND 365");
                    table.ForeignKey(
                        name: "fk_contract_draft_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_draft_person_responsible_client_id",
                        column: x => x.responsible_client_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_draft_person_responsible_staff_id",
                        column: x => x.responsible_staff_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "terms_version",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    offer = table.Column<int>(type: "integer", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: true),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    clause_count = table.Column<int>(type: "integer", nullable: false),
                    stage_count = table.Column<int>(type: "integer", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    frozen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notice_price_days = table.Column<int>(type: "integer", nullable: false),
                    notice_dates_days = table.Column<int>(type: "integer", nullable: false),
                    notice_scope_days = table.Column<int>(type: "integer", nullable: false),
                    notice_termination_days = table.Column<int>(type: "integer", nullable: false),
                    responsible_staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    responsible_client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_quote_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_terms_version", x => x.id);
                    table.UniqueConstraint("ak_terms_version_client_id_id", x => new { x.client_id, x.id });
                    table.CheckConstraint("ck_terms_version_days", "ends_on IS NULL OR ends_on >= starts_on");
                    table.CheckConstraint("ck_terms_version_language", "\"language\" IN ('English', 'Russian')");
                    table.CheckConstraint("ck_terms_version_notice", "notice_price_days BETWEEN 0 AND 365 AND notice_dates_days BETWEEN 0 AND 365 AND notice_scope_days BETWEEN 0 AND 365 AND notice_termination_days BETWEEN 0 AND 365");
                    table.CheckConstraint("ck_terms_version_number", "CASE WHEN number = 1 THEN offer > 0 AND amendment_id IS NULL AND effective_on IS NULL ELSE number > 1 AND offer = 1 AND amendment_id IS NOT NULL AND effective_on IS NOT NULL END");
                    table.ForeignKey(
                        name: "fk_terms_version_amendment_client_id_amendment_id",
                        columns: x => new { x.client_id, x.amendment_id },
                        principalSchema: "portal",
                        principalTable: "amendment",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_terms_version_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_terms_version_person_responsible_client_id",
                        column: x => x.responsible_client_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_terms_version_person_responsible_staff_id",
                        column: x => x.responsible_staff_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contract_draft_clause",
                schema: "portal",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    heading = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_draft_clause", x => new { x.contract_id, x.id });
                    table.CheckConstraint("ck_contract_draft_clause_kind", "\"kind\" IN ('Scope', 'ProviderDuties', 'ClientDuties', 'Acceptance', 'Schedule', 'Price', 'Payment', 'Confidentiality', 'CurrencyRisk', 'CommodityRisk', 'Discounts', 'NoticePeriod', 'Custom')");
                    table.ForeignKey(
                        name: "fk_contract_draft_clause_contract_draft_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract_draft",
                        principalColumns: new[] { "client_id", "contract_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contract_draft_stage",
                schema: "portal",
                columns: table => new
                {
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    price = table.Column<decimal>(type: "numeric(19,4)", nullable: true),
                    deliverables = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    responsible_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible_client_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_draft_stage", x => new { x.contract_id, x.id });
                    table.CheckConstraint("ck_contract_draft_stage_price", "price >= 0");
                    table.ForeignKey(
                        name: "fk_contract_draft_stage_contract_draft_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract_draft",
                        principalColumns: new[] { "client_id", "contract_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_contract_draft_stage_person_responsible_client_id",
                        column: x => x.responsible_client_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_draft_stage_person_responsible_staff_id",
                        column: x => x.responsible_staff_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contract_document",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    rendered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_document", x => x.id);
                    table.CheckConstraint("ck_contract_document_kind", "\"kind\" IN ('Contract', 'SignedContract', 'Protocol', 'SignedProtocol')");
                    table.CheckConstraint("ck_contract_document_subject", "num_nonnulls(version_id, revision_id) = 1");
                    table.ForeignKey(
                        name: "fk_contract_document_amendment_revision_client_id_revision_id",
                        columns: x => new { x.client_id, x.revision_id },
                        principalSchema: "portal",
                        principalTable: "amendment_revision",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_document_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_document_stored_file_client_id_content_hash",
                        columns: x => new { x.client_id, x.content_hash },
                        principalSchema: "portal",
                        principalTable: "file",
                        principalColumns: new[] { "client_id", "hash" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contract_document_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "signature",
                schema: "portal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: true),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    document_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    consent_version = table.Column<int>(type: "integer", nullable: false),
                    consent_text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    authenticated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    device = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signature", x => x.id);
                    table.CheckConstraint("ck_signature_fresh", "authenticated_at <= signed_at AND signed_at - authenticated_at <= interval '5 minutes'");
                    table.CheckConstraint("ck_signature_method", "\"method\" IN ('Password', 'PasswordAndCode', 'PasswordAndRecoveryCode', 'Passkey')");
                    table.CheckConstraint("ck_signature_method_strong", "method IN ('PasswordAndCode', 'Passkey')");
                    table.CheckConstraint("ck_signature_side", "\"side\" IN ('Provider', 'Client')");
                    table.CheckConstraint("ck_signature_subject", "num_nonnulls(version_id, revision_id) = 1");
                    table.ForeignKey(
                        name: "fk_signature_amendment_revision_client_id_revision_id",
                        columns: x => new { x.client_id, x.revision_id },
                        principalSchema: "portal",
                        principalTable: "amendment_revision",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_signature_contract_client_id_contract_id",
                        columns: x => new { x.client_id, x.contract_id },
                        principalSchema: "portal",
                        principalTable: "contract",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_signature_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_signature_session_session_id",
                        column: x => x.session_id,
                        principalSchema: "portal",
                        principalTable: "session",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_signature_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "terms_clause",
                schema: "portal",
                columns: table => new
                {
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    clause_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    heading = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_terms_clause", x => new { x.version_id, x.clause_id });
                    table.CheckConstraint("ck_terms_clause_kind", "\"kind\" IN ('Scope', 'ProviderDuties', 'ClientDuties', 'Acceptance', 'Schedule', 'Price', 'Payment', 'Confidentiality', 'CurrencyRisk', 'CommodityRisk', 'Discounts', 'NoticePeriod', 'Custom')");
                    table.ForeignKey(
                        name: "fk_terms_clause_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "terms_stage",
                schema: "portal",
                columns: table => new
                {
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    price = table.Column<decimal>(type: "numeric(19,4)", nullable: false),
                    deliverables = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    responsible_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    responsible_client_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_terms_stage", x => new { x.version_id, x.stage_id });
                    table.CheckConstraint("ck_terms_stage_sense", "ends_on >= starts_on AND price >= 0");
                    table.ForeignKey(
                        name: "fk_terms_stage_person_responsible_client_id",
                        column: x => x.responsible_client_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_terms_stage_person_responsible_staff_id",
                        column: x => x.responsible_staff_id,
                        principalSchema: "portal",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_terms_stage_terms_version_client_id_version_id",
                        columns: x => new { x.client_id, x.version_id },
                        principalSchema: "portal",
                        principalTable: "terms_version",
                        principalColumns: new[] { "client_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_quote_line_client_id_quote_id",
                schema: "portal",
                table: "accepted_quote_line",
                columns: new[] { "client_id", "quote_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_quote_line_quote_id_position",
                schema: "portal",
                table: "accepted_quote_line",
                columns: new[] { "quote_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_amendment_client_id_contract_id",
                schema: "portal",
                table: "amendment",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_due",
                schema: "portal",
                table: "amendment",
                column: "effective_on",
                filter: "state IN ('Proposed', 'UnderDiscussion', 'Agreed', 'SignedByOne', 'Signed')");

            migrationBuilder.CreateIndex(
                name: "ux_amendment_number",
                schema: "portal",
                table: "amendment",
                columns: new[] { "contract_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_amendment_comment_amendment_id_at",
                schema: "portal",
                table: "amendment_comment",
                columns: new[] { "amendment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_comment_client_id_amendment_id",
                schema: "portal",
                table: "amendment_comment",
                columns: new[] { "client_id", "amendment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_comment_person_id",
                schema: "portal",
                table: "amendment_comment",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendment_draft_client_id_base_version_id",
                schema: "portal",
                table: "amendment_draft",
                columns: new[] { "client_id", "base_version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_draft_client_id_contract_id",
                schema: "portal",
                table: "amendment_draft",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_revision_client_id_amendment_id",
                schema: "portal",
                table: "amendment_revision",
                columns: new[] { "client_id", "amendment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendment_revision_client_id_base_version_id",
                schema: "portal",
                table: "amendment_revision",
                columns: new[] { "client_id", "base_version_id" });

            migrationBuilder.CreateIndex(
                name: "ux_amendment_revision_number",
                schema: "portal",
                table: "amendment_revision",
                columns: new[] { "amendment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_client_id_created_at_number",
                schema: "portal",
                table: "contract",
                columns: new[] { "client_id", "created_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_client_id_offered_version_id",
                schema: "portal",
                table: "contract",
                columns: new[] { "client_id", "offered_version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_created_at_number",
                schema: "portal",
                table: "contract",
                columns: new[] { "created_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_due",
                schema: "portal",
                table: "contract",
                column: "applies_from",
                filter: "applies_from IS NOT NULL AND applied_recorded_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_contract_number",
                schema: "portal",
                table: "contract",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contract_document_client_id_content_hash",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "client_id", "content_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_document_client_id_contract_id",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_document_client_id_revision_id",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "client_id", "revision_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_document_client_id_version_id",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ux_contract_document_revision",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "revision_id", "kind" },
                unique: true,
                filter: "revision_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_contract_document_version",
                schema: "portal",
                table: "contract_document",
                columns: new[] { "version_id", "kind" },
                unique: true,
                filter: "version_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_responsible_client_id",
                schema: "portal",
                table: "contract_draft",
                column: "responsible_client_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_responsible_staff_id",
                schema: "portal",
                table: "contract_draft",
                column: "responsible_staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_clause_client_id_contract_id",
                schema: "portal",
                table: "contract_draft_clause",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_stage_client_id_contract_id",
                schema: "portal",
                table: "contract_draft_stage",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_stage_responsible_client_id",
                schema: "portal",
                table: "contract_draft_stage",
                column: "responsible_client_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_draft_stage_responsible_staff_id",
                schema: "portal",
                table: "contract_draft_stage",
                column: "responsible_staff_id");

            migrationBuilder.CreateIndex(
                name: "ix_draft_quote_discount_client_id_quote_id_position",
                schema: "portal",
                table: "draft_quote_discount",
                columns: new[] { "client_id", "quote_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_quote_line_client_id_quote_id_position",
                schema: "portal",
                table: "draft_quote_line",
                columns: new[] { "client_id", "quote_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_draft_quote_line_item_id",
                schema: "portal",
                table: "draft_quote_line",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_file_stored_by",
                schema: "portal",
                table: "file",
                column: "stored_by");

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_issued_by",
                schema: "portal",
                table: "issued_quote",
                column: "issued_by");

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_discount_client_id_quote_id_position",
                schema: "portal",
                table: "issued_quote_discount",
                columns: new[] { "client_id", "quote_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_discount_quote_id_position",
                schema: "portal",
                table: "issued_quote_discount",
                columns: new[] { "quote_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_line_client_id_quote_id_position",
                schema: "portal",
                table: "issued_quote_line",
                columns: new[] { "client_id", "quote_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_line_item_id",
                schema: "portal",
                table: "issued_quote_line",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_issued_quote_line_quote_id_position",
                schema: "portal",
                table: "issued_quote_line",
                columns: new[] { "quote_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_look_client_id_at_id",
                schema: "portal",
                table: "look",
                columns: new[] { "client_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_look_person_id",
                schema: "portal",
                table: "look",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_look_subject_id_person_id_at",
                schema: "portal",
                table: "look",
                columns: new[] { "subject_id", "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_waiver_client_id_amendment_id",
                schema: "portal",
                table: "notice_waiver",
                columns: new[] { "client_id", "amendment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_waiver_person_id",
                schema: "portal",
                table: "notice_waiver",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_notice_waiver",
                schema: "portal",
                table: "notice_waiver",
                columns: new[] { "amendment_id", "changes_hash", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_price_item_price_list_id_position",
                schema: "portal",
                table: "price_item",
                columns: new[] { "price_list_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ux_price_item_code",
                schema: "portal",
                table: "price_item",
                columns: new[] { "price_list_id", "code_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_price_list_opened_by",
                schema: "portal",
                table: "price_list",
                column: "opened_by");

            migrationBuilder.CreateIndex(
                name: "ix_price_list_retirement_price_list_id",
                schema: "portal",
                table: "price_list_retirement",
                column: "price_list_id");

            migrationBuilder.CreateIndex(
                name: "ix_price_list_retirement_retired_by",
                schema: "portal",
                table: "price_list_retirement",
                column: "retired_by");

            migrationBuilder.CreateIndex(
                name: "ix_price_list_version_price_list_id_number",
                schema: "portal",
                table: "price_list_version",
                columns: new[] { "price_list_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_price_list_version_published_by",
                schema: "portal",
                table: "price_list_version",
                column: "published_by");

            migrationBuilder.CreateIndex(
                name: "ix_price_mapping_heading",
                schema: "portal",
                table: "price_mapping",
                column: "heading",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_price_mapping_saved_by",
                schema: "portal",
                table: "price_mapping",
                column: "saved_by");

            migrationBuilder.CreateIndex(
                name: "ix_published_price_item_version_id_position",
                schema: "portal",
                table: "published_price_item",
                columns: new[] { "version_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quote_answered_by",
                schema: "portal",
                table: "quote",
                column: "answered_by");

            migrationBuilder.CreateIndex(
                name: "ix_quote_client_id_previous_id",
                schema: "portal",
                table: "quote",
                columns: new[] { "client_id", "previous_id" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_client_id_year_sequence_edition",
                schema: "portal",
                table: "quote",
                columns: new[] { "client_id", "year", "sequence", "edition" });

            migrationBuilder.CreateIndex(
                name: "ix_quote_created_by",
                schema: "portal",
                table: "quote",
                column: "created_by");

            migrationBuilder.CreateIndex(
                name: "ix_quote_due",
                schema: "portal",
                table: "quote",
                column: "lapses_at",
                filter: "state IN ('Issued', 'Viewed')");

            migrationBuilder.CreateIndex(
                name: "ix_quote_issued_by",
                schema: "portal",
                table: "quote",
                column: "issued_by");

            migrationBuilder.CreateIndex(
                name: "ix_quote_viewed_by",
                schema: "portal",
                table: "quote",
                column: "viewed_by");

            migrationBuilder.CreateIndex(
                name: "ux_quote_number",
                schema: "portal",
                table: "quote",
                columns: new[] { "year", "sequence", "edition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quote_acceptance_person_id",
                schema: "portal",
                table: "quote_acceptance",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_signature_client_id_contract_id",
                schema: "portal",
                table: "signature",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_signature_client_id_revision_id",
                schema: "portal",
                table: "signature",
                columns: new[] { "client_id", "revision_id" });

            migrationBuilder.CreateIndex(
                name: "ix_signature_client_id_version_id",
                schema: "portal",
                table: "signature",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_signature_person_id",
                schema: "portal",
                table: "signature",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_signature_session_id",
                schema: "portal",
                table: "signature",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ux_signature_revision",
                schema: "portal",
                table: "signature",
                columns: new[] { "revision_id", "side" },
                unique: true,
                filter: "revision_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_signature_version",
                schema: "portal",
                table: "signature",
                columns: new[] { "version_id", "side" },
                unique: true,
                filter: "version_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_terms_clause_client_id_version_id",
                schema: "portal",
                table: "terms_clause",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ux_terms_clause_ordinal",
                schema: "portal",
                table: "terms_clause",
                columns: new[] { "version_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_terms_stage_client_id_version_id",
                schema: "portal",
                table: "terms_stage",
                columns: new[] { "client_id", "version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_terms_stage_responsible_client_id",
                schema: "portal",
                table: "terms_stage",
                column: "responsible_client_id");

            migrationBuilder.CreateIndex(
                name: "ix_terms_stage_responsible_staff_id",
                schema: "portal",
                table: "terms_stage",
                column: "responsible_staff_id");

            migrationBuilder.CreateIndex(
                name: "ux_terms_stage_ordinal",
                schema: "portal",
                table: "terms_stage",
                columns: new[] { "version_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_terms_version_client_id_amendment_id",
                schema: "portal",
                table: "terms_version",
                columns: new[] { "client_id", "amendment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_terms_version_client_id_contract_id",
                schema: "portal",
                table: "terms_version",
                columns: new[] { "client_id", "contract_id" });

            migrationBuilder.CreateIndex(
                name: "ix_terms_version_responsible_client_id",
                schema: "portal",
                table: "terms_version",
                column: "responsible_client_id");

            migrationBuilder.CreateIndex(
                name: "ix_terms_version_responsible_staff_id",
                schema: "portal",
                table: "terms_version",
                column: "responsible_staff_id");

            migrationBuilder.CreateIndex(
                name: "ux_terms_version_number",
                schema: "portal",
                table: "terms_version",
                columns: new[] { "contract_id", "number", "offer" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_amendment_contract_client_id_contract_id",
                schema: "portal",
                table: "amendment",
                columns: new[] { "client_id", "contract_id" },
                principalSchema: "portal",
                principalTable: "contract",
                principalColumns: new[] { "client_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_amendment_draft_contract_client_id_contract_id",
                schema: "portal",
                table: "amendment_draft",
                columns: new[] { "client_id", "contract_id" },
                principalSchema: "portal",
                principalTable: "contract",
                principalColumns: new[] { "client_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_amendment_draft_terms_version_client_id_base_version_id",
                schema: "portal",
                table: "amendment_draft",
                columns: new[] { "client_id", "base_version_id" },
                principalSchema: "portal",
                principalTable: "terms_version",
                principalColumns: new[] { "client_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_amendment_revision_terms_version_client_id_base_version_id",
                schema: "portal",
                table: "amendment_revision",
                columns: new[] { "client_id", "base_version_id" },
                principalSchema: "portal",
                principalTable: "terms_version",
                principalColumns: new[] { "client_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_contract_terms_version_client_id_offered_version_id",
                schema: "portal",
                table: "contract",
                columns: new[] { "client_id", "offered_version_id" },
                principalSchema: "portal",
                principalTable: "terms_version",
                principalColumns: new[] { "client_id", "id" },
                onDelete: ReferentialAction.Restrict);

            TellingGuards.Apply(migrationBuilder);
            ContractsGuards.Apply(migrationBuilder);
            PricingGuards.Apply(migrationBuilder);
            QuotesGuards.Apply(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("Migrations go forward only.");
    }
}
