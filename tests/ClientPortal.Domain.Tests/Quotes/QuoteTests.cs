using System.Security.Cryptography;
using System.Text;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Pricing;
using ClientPortal.Domain.Quotes;
using ClientPortal.Domain.Shared;
using Npgsql;

namespace ClientPortal.Domain.Tests.Quotes;

public sealed class QuoteTests(QuotePortal portal) : IClassFixture<QuotePortal>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quote_goes_from_the_draft_to_the_acceptance_and_every_page_shows_the_same_totals()
    {
        var draft = await OpenAsync();
        var editor = (await portal.Get<QuoteReads>().DraftAsync(await portal.ActorAsync(portal.Manager), draft, Cancellation))!;
        await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), draft, editor.Revision, Cancellation).Done();
        Assert.True(await portal.Get<AnswerQuote>().ViewAsync(portal.Viewer, CommandId.New(), draft, Cancellation).Done());
        Assert.False(await portal.Get<AnswerQuote>().ViewAsync(portal.Signatory, CommandId.New(), draft, Cancellation).Done());
        var page = await portal.PageAsync(portal.Signatory, draft);

        // 2.5 x 671.00 = 1,677.50 and 3 x 377.66 = 1,132.98; ten percent off 2,810.48 is 281.05.
        Assert.Equal((2810.48m, 281.05m, 2529.43m, 505.89m, 3035.32m), (page.Sheet.Total.List, page.Sheet.Total.Discount, page.Sheet.Total.Net, page.Sheet.Total.Tax, page.Sheet.Total.Gross));
        Assert.Equal(editor.Sheet.Total, page.Sheet.Total);
        Assert.Equal((QuoteState.Viewed, "Vi Viewer", true, false), (page.State, page.Moments.Viewer, page.MayAnswer, page.MayRevise));

        var form = await portal.AcceptFormAsync(draft, QuoteSteps.Option);
        await portal.Get<AcceptQuote>().RunAsync(portal.Signatory, CommandId.New(), draft, form, portal.Evidence(), [], Cancellation).Done();
        var accepted = (await portal.Get<PortalReads>().RunAsync(await portal.ActorAsync(portal.Manager), db => db.ReadAcceptedAsync(draft, Cancellation), Cancellation))!;
        var after = await portal.PageAsync(portal.Manager, draft);

        Assert.Equal(QuoteState.Accepted, after.State);
        Assert.Equal(form.Total, accepted.Total.Gross.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(after.Sheet.Total, accepted.Total);
        Assert.Equal(["Build", "Check"], accepted.Stages.Select(stage => stage.Name));
        Assert.Equal(after.Sheet.Stages.Select(stage => stage.Amounts), accepted.Stages.Select(stage => stage.Amounts));
        Assert.Equal(accepted.Total.Gross, accepted.Stages.Sum(stage => stage.Amounts.Gross));
        Assert.All(accepted.Stages, stage => Assert.Equal(stage.Amounts.Net, stage.Amounts.Parts.Net));
        Assert.Equal(3, accepted.Stages.Sum(stage => stage.Lines.Count));
        Assert.Equal(("Sam Signatory", "203.0.113.9", SignInMethod.PasswordAndCode), (after.Acceptance!.Name, after.Acceptance.Address, after.Acceptance.Method));
    }

    [Fact]
    public async Task What_happens_to_a_quote_stands_in_the_clients_log_and_a_draft_does_not()
    {
        var draft = await OpenAsync();
        Assert.Empty(await CodesAsync(draft));

        await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), draft, 1, Cancellation).Done();
        await portal.Get<AnswerQuote>().ViewAsync(portal.Viewer, CommandId.New(), draft, Cancellation).Done();
        var form = await portal.AcceptFormAsync(draft);
        await portal.Get<AcceptQuote>().RunAsync(portal.Signatory, CommandId.New(), draft, form, portal.Evidence(SignInMethod.Passkey), [], Cancellation).Done();

        Assert.Equal(["quote.issued", "quote.viewed", "quote.accepted"], await CodesAsync(draft));
        // Everybody it concerns is told, but for who did it.
        Assert.Equal([portal.Signatory, portal.Viewer], await ToldAsync(draft, "quote.issued"));
        Assert.Equal([portal.Manager], await ToldAsync(draft, "quote.viewed"));
        Assert.Equal([portal.Manager, portal.Viewer], await ToldAsync(draft, "quote.accepted"));
    }

    [Fact]
    public async Task Numbers_follow_one_another_without_a_gap()
    {
        var first = await NumberAsync(await OpenAsync());
        var refused = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, portal.Form() with { Title = "" }, Cancellation).Refused();
        var second = await NumberAsync(await OpenAsync());

        Assert.Equal(Rule.Required, refused[0].Rule);
        Assert.Equal(first + 1, second);
    }

    [Fact]
    public async Task The_same_command_opens_one_quote()
    {
        var command = CommandId.New();

        var first = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, command, portal.Client, portal.Form(), Cancellation).Done();
        var second = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, command, portal.Client, portal.Form(), Cancellation).Done();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Accepting_twice_with_one_command_accepts_once_and_with_another_is_refused()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);
        var command = CommandId.New();

        var first = await AcceptAsync(quote, form, command).Done();
        Assert.Equal(first, await AcceptAsync(quote, form, command).Done());
        Assert.Equal(Rule.QuoteMovedOn, (await AcceptAsync(quote, form).Refused())[0].Rule);
    }

    [Fact]
    public async Task A_lapsed_quote_is_refused_and_the_worker_only_records_it()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);
        var start = portal.Clock.Now;
        try
        {
            // London is on summer time by then: the day ends at 23:00 UTC.
            portal.Clock.Now = new DateTimeOffset(2026, 3, 31, 22, 59, 59, TimeSpan.Zero);
            Assert.Equal(QuoteState.Issued, (await portal.PageAsync(portal.Viewer, quote)).State);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));

            var refused = await AcceptAsync(quote, form).Refused();
            Assert.Equal((Rule.QuoteLapsed, QuoteSteps.LastDay), (refused[0].Rule, refused[0].Arguments[0]));
            Assert.Equal(QuoteState.Lapsed, (await portal.PageAsync(portal.Viewer, quote)).State);

            await using var worker = new WorkerDb(await portal.ConnectionStringAsync(DatabaseRoles.Worker));
            await using (var db = worker.Open()) Assert.True(await LapseQuotes.RunAsync(db, portal.Clock.Now, Cancellation) > 0);
            await using (var db = worker.Open()) Assert.Equal(0, await LapseQuotes.RunAsync(db, portal.Clock.Now, Cancellation));
            Assert.Equal([portal.Manager, portal.Signatory, portal.Viewer], await ToldAsync(quote, "quote.lapsed"));
            Assert.Equal(["quote.issued", "quote.lapsed"], await CodesAsync(quote));
            Assert.Equal(Rule.QuoteLapsed, (await AcceptAsync(quote, form).Refused())[0].Rule);
        }
        finally
        {
            portal.Clock.Now = start;
        }
    }

    [Fact]
    public async Task The_old_edition_is_superseded_only_when_the_new_one_is_issued_and_the_changes_are_listed_line_by_line()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);
        var next = await portal.Get<ChangeQuotes>().ReviseAsync(portal.Finance, CommandId.New(), quote, form.Revision, Cancellation).Done();
        Assert.Equal(QuoteState.Issued, (await portal.PageAsync(portal.Signatory, quote)).State);
        Assert.Equal(Rule.QuoteRevisedAlready, (await portal.Get<ChangeQuotes>().ReviseAsync(portal.Finance, CommandId.New(), quote, form.Revision, Cancellation).Refused())[0].Rule);

        var changed = portal.Form(1);
        changed = changed with
        {
            Sections =
            [
                changed.Sections[0] with { Lines = [changed.Sections[0].Lines[0] with { Quantity = "2" }] },
                changed.Sections[1] with { Lines = [.. changed.Sections[1].Lines, new LineInput { Item = portal.Prices[1].Id.Value, Quantity = "1", Stage = "Check" }] },
            ],
            Discounts = [changed.Discounts[0] with { Value = "5" }],
        };
        await portal.Get<ChangeQuotes>().SaveAsync(portal.Finance, CommandId.New(), next, changed, Cancellation).Done();
        await portal.Get<IssueQuote>().RunAsync(portal.Finance, CommandId.New(), next, 2, Cancellation).Done();
        var page = await portal.PageAsync(portal.Signatory, next);

        Assert.EndsWith("-r2", page.Number, StringComparison.Ordinal);
        Assert.Equal([QuoteState.Superseded, QuoteState.Issued], page.Editions.Select(edition => edition.State));
        Assert.Equal(
            [(2.5m, 2m), (null, 1m), (3m, null)],
            page.Changes!.Content.Lines.Select(change => (change.Old?.Quantity, change.New?.Quantity)));
        Assert.Equal((10m, 5m), (page.Changes.Content.Discounts[0].Old!.Value, page.Changes.Content.Discounts[0].New!.Value));
        Assert.Equal(Rule.QuoteSuperseded, (await AcceptAsync(quote, form).Refused())[0].Rule);
        Assert.Equal(["quote.issued", "quote.superseded"], await CodesAsync(quote));
    }

    [Fact]
    public async Task What_was_accepted_cannot_be_superseded_by_a_revision_begun_before()
    {
        var quote = await portal.IssuedAsync();
        var next = await portal.Get<ChangeQuotes>().ReviseAsync(portal.Manager, CommandId.New(), quote, 2, Cancellation).Done();
        await portal.Get<ChangeQuotes>().SaveAsync(portal.Manager, CommandId.New(), next, portal.Form(1), Cancellation).Done();
        await AcceptAsync(quote, await portal.AcceptFormAsync(quote)).Done();

        Assert.Equal(Rule.QuotePreviousAccepted, (await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), next, 2, Cancellation).Refused())[0].Rule);
    }

    [Fact]
    public async Task An_acceptance_that_is_not_of_what_was_seen_or_not_by_a_sure_person_is_refused()
    {
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);

        Assert.Equal([Rule.TotalChanged], Rules(await AcceptAsync(quote, form with { Chosen = [QuoteSteps.Option] }).Refused()));
        Assert.Equal([Rule.NotANumber], Rules(await AcceptAsync(quote, form with { Total = "3.035,32" }).Refused()));
        Assert.Equal([Rule.DocumentChanged], Rules(await AcceptAsync(quote, form with { DocumentHash = new string('0', 64) }).Refused()));
        Assert.Equal([Rule.OptionNotOffered], Rules(await AcceptAsync(quote, form with { Chosen = [Guid.CreateVersion7()] }).Refused()));
        Assert.Equal([Rule.OptionNotOffered], Rules(await AcceptAsync(quote, form with { Chosen = [QuoteSteps.LineOne] }).Refused()));
        Assert.Equal([Rule.ConsentMissing], Rules(await AcceptAsync(quote, form with { Consents = false }).Refused()));
        Assert.Equal([Rule.AcceptanceNeedsSecondFactor], Rules(await AcceptAsync(quote, form, evidence: portal.Evidence(SignInMethod.Password)).Refused()));
        Assert.Equal([Rule.AcceptanceNeedsSecondFactor], Rules(await AcceptAsync(quote, form, evidence: portal.Evidence() with { AuthenticatedAt = portal.Clock.Now.AddMinutes(-11) }).Refused()));
        Assert.IsType<Outcome<QuoteAcceptanceId>.Stale>(await AcceptAsync(quote, form with { Revision = form.Revision - 1 }));
        Assert.Equal(QuoteState.Issued, (await portal.PageAsync(portal.Signatory, quote)).State);
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_keeps_it()
    {
        var quote = await portal.IssuedAsync();
        var revision = (await portal.PageAsync(portal.Signatory, quote)).Revision;

        Assert.Equal([Rule.Required], Rules(await portal.Get<AnswerQuote>().DeclineAsync(portal.Signatory, CommandId.New(), quote, new() { Revision = revision, Reason = " " }, Cancellation).Refused()));
        Assert.Equal([Rule.TooLong], Rules(await portal.Get<AnswerQuote>().DeclineAsync(portal.Signatory, CommandId.New(), quote, new() { Revision = revision, Reason = new string('x', 10_000) }, Cancellation).Refused()));
        await portal.Get<AnswerQuote>().DeclineAsync(portal.Signatory, CommandId.New(), quote, new() { Revision = revision, Reason = "Too dear" }, Cancellation).Done();

        var page = await portal.PageAsync(portal.Manager, quote);
        Assert.Equal((QuoteState.Declined, "Too dear", "Sam Signatory", true), (page.State, page.Moments.DeclinedBecause, page.Moments.Answerer, page.MayRevise));
    }

    [Fact]
    public async Task Everything_wrong_with_the_editor_is_said_at_once_beside_its_field()
    {
        var form = portal.Form();
        var broken = form with
        {
            Sections =
            [
                form.Sections[0] with
                {
                    Lines =
                    [
                        form.Sections[0].Lines[0] with { Quantity = "0" },
                        form.Sections[0].Lines[1] with { Quantity = "1e30", Price = QuoteSteps.Price("-1") },
                        new LineInput { Key = QuoteSteps.LineOne, Quantity = "1,00001", Unit = PriceUnit.Day, Description = new string('x', 10_000), Price = QuoteSteps.Price("1 234,50") },
                        new LineInput { Item = Guid.CreateVersion7(), Quantity = "-1" },
                        new LineInput { Description = "Nothing", Unit = PriceUnit.Custom, Quantity = "1" },
                    ],
                },
                form.Sections[1] with { Title = "Work" },
            ],
            Discounts = [new DiscountInput { Kind = DiscountKind.Percent, Value = "101", Line = Guid.CreateVersion7() }, new DiscountInput { Kind = DiscountKind.Fixed, Value = "0", Reason = "r" }],
        };

        var refusals = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, broken, Cancellation).Refused();

        Assert.Equal(
            [
                (Rule.NotPositive, "Sections[0].Lines[0].Quantity"),
                (Rule.NotANumber, "Sections[0].Lines[1].Quantity"),
                (Rule.NegativeAmount, "Sections[0].Lines[1].Price.Base"),
                (Rule.LineTwice, "Sections[0].Lines[2].Key"),
                (Rule.TooLong, "Sections[0].Lines[2].Description"),
                (Rule.TooManyDecimals, "Sections[0].Lines[2].Quantity"),
                (Rule.PriceNeedsJustification, "Sections[0].Lines[2].Justification"),
                (Rule.NotOffered, "Sections[0].Lines[3].Item"),
                (Rule.Required, "Sections[0].Lines[3].Description"),
                (Rule.NotOffered, "Sections[0].Lines[3].Unit"),
                (Rule.NegativeAmount, "Sections[0].Lines[3].Quantity"),
                (Rule.Required, "Sections[0].Lines[4].UnitText"),
                (Rule.Required, "Sections[0].Lines[4].Price.Base"),
                (Rule.SectionTwice, "Sections[1].Title"),
                (Rule.NotOffered, "Discounts[0].Line"),
                (Rule.PercentTooLarge, "Discounts[0].Value"),
                (Rule.Required, "Discounts[0].Reason"),
                (Rule.NotPositive, "Discounts[1].Value"),
            ],
            refusals.Select(refusal => (refusal.Rule, refusal.Field!)));
    }

    [Fact]
    public async Task A_price_that_departs_from_the_list_needs_a_justification_and_one_of_another_currency_is_refused()
    {
        var form = portal.Form();
        var departing = form with { Sections = [form.Sections[0] with { Lines = [form.Sections[0].Lines[0] with { Price = QuoteSteps.Price("599.99") }] }] };
        var justified = departing with { Sections = [departing.Sections[0] with { Lines = [departing.Sections[0].Lines[0] with { Justification = "Agreed for the first year" }] }] };

        Assert.Equal([Rule.PriceNeedsJustification], Rules(await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, departing, Cancellation).Refused()));
        await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, justified, Cancellation).Done();
        Assert.Equal([Rule.OtherCurrency, Rule.OtherCurrency],
            Rules(await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, form with { Currency = "USD" }, Cancellation).Refused()).Where(rule => rule == Rule.OtherCurrency));
        Assert.Equal([Rule.UnknownCurrency], Rules(await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, form with { Currency = "DOUBLOON" }, Cancellation).Refused()));
    }

    [Fact]
    public async Task A_quote_is_not_issued_without_lines_stages_or_a_last_day_that_is_still_to_come()
    {
        var form = portal.Form();
        var bare = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, form with { Sections = [], Discounts = [], ValidUntil = null }, Cancellation).Done();
        Assert.Equal([Rule.QuoteEmpty, Rule.Required], Rules(await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), bare, 1, Cancellation).Refused()));

        var stageless = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client,
            form with { Sections = [form.Sections[0] with { Lines = [form.Sections[0].Lines[0] with { Stage = "" }] }] }, Cancellation).Done();
        Assert.Equal("Sections[0].Lines[0].Stage", Assert.Single(await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), stageless, 1, Cancellation).Refused()).Field);

        var past = await portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, form with { ValidUntil = new DateOnly(2026, 3, 1) }, Cancellation).Done();
        Assert.Equal([Rule.DayPassed], Rules(await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), past, 1, Cancellation).Refused()));
    }

    [Fact]
    public async Task Two_people_saving_one_draft_do_not_overwrite_each_other()
    {
        var quote = await OpenAsync();
        await portal.Get<ChangeQuotes>().SaveAsync(portal.Manager, CommandId.New(), quote, portal.Form(1) with { Title = "Mine" }, Cancellation).Done();

        Assert.IsType<Outcome<QuoteId>.Stale>(await portal.Get<ChangeQuotes>().SaveAsync(portal.Finance, CommandId.New(), quote, portal.Form(1) with { Title = "Theirs" }, Cancellation));
        Assert.Equal("Mine", (await portal.Get<QuoteReads>().DraftAsync(await portal.ActorAsync(portal.Manager), quote, Cancellation))!.Details.Title);
    }

    [Fact]
    public async Task An_issued_quote_is_not_edited_or_issued_again()
    {
        var quote = await portal.IssuedAsync();

        Assert.Equal([Rule.QuoteMovedOn], Rules(await portal.Get<ChangeQuotes>().SaveAsync(portal.Manager, CommandId.New(), quote, portal.Form(2), Cancellation).Refused()));
        Assert.Equal([Rule.QuoteMovedOn], Rules(await portal.Get<IssueQuote>().RunAsync(portal.Manager, CommandId.New(), quote, 2, Cancellation).Refused()));
    }

    [Fact]
    public async Task Another_clients_people_and_wrong_roles_find_nothing()
    {
        var draft = await OpenAsync();
        var quote = await portal.IssuedAsync();
        var form = await portal.AcceptFormAsync(quote);

        foreach (var stranger in new[] { portal.OtherSignatory, portal.OtherManager, portal.Administrator })
        {
            var actor = await portal.ActorAsync(stranger);
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<ChangeQuotes>().OpenAsync(stranger, CommandId.New(), portal.Client, portal.Form(), Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<ChangeQuotes>().SaveAsync(stranger, CommandId.New(), draft, portal.Form(1), Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<ChangeQuotes>().ReviseAsync(stranger, CommandId.New(), quote, form.Revision, Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<IssueQuote>().RunAsync(stranger, CommandId.New(), draft, 1, Cancellation));
            Assert.IsType<Outcome<bool>.NotFound>(await portal.Get<AnswerQuote>().ViewAsync(stranger, CommandId.New(), quote, Cancellation));
            Assert.IsType<Outcome<QuoteAcceptanceId>.NotFound>(await portal.Get<AcceptQuote>().RunAsync(stranger, CommandId.New(), quote, form, portal.Evidence(), [], Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<AnswerQuote>().DeclineAsync(stranger, CommandId.New(), quote, new() { Reason = "no" }, Cancellation));
            Assert.Null(await portal.Get<QuoteReads>().PageAsync(actor, quote, chosen: null, asOf: null, Cancellation));
            Assert.Null(await portal.Get<QuoteReads>().DraftAsync(actor, draft, Cancellation));
            Assert.DoesNotContain((await portal.Get<QuoteReads>().ListAsync(actor, null, null, null, null, Cancellation)).Rows, row => row.Client == portal.Client);
        }

        foreach (var own in new[] { portal.Viewer, portal.Signatory })
        {
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<ChangeQuotes>().SaveAsync(own, CommandId.New(), quote, portal.Form(form.Revision), Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<ChangeQuotes>().ReviseAsync(own, CommandId.New(), quote, form.Revision, Cancellation));
            Assert.IsType<Outcome<QuoteId>.NotFound>(await portal.Get<IssueQuote>().RunAsync(own, CommandId.New(), quote, form.Revision, Cancellation));
        }

        Assert.IsType<Outcome<QuoteAcceptanceId>.NotFound>(await portal.Get<AcceptQuote>().RunAsync(portal.Viewer, CommandId.New(), quote, form, portal.Evidence(), [], Cancellation));
        Assert.IsType<Outcome<QuoteAcceptanceId>.NotFound>(await portal.Get<AcceptQuote>().RunAsync(portal.Manager, CommandId.New(), quote, form, portal.Evidence(), [], Cancellation));
        Assert.IsType<Outcome<bool>.NotFound>(await portal.Get<AnswerQuote>().ViewAsync(portal.Signatory, CommandId.New(), draft, Cancellation));
    }

    [Fact]
    public async Task The_list_pages_by_key_and_clients_see_no_draft()
    {
        var draft = await OpenAsync();
        var quote = await portal.IssuedAsync();

        var staff = await portal.Get<QuoteReads>().ListAsync(await portal.ActorAsync(portal.Manager), portal.Client, null, null, null, Cancellation);
        var client = await portal.Get<QuoteReads>().ListAsync(await portal.ActorAsync(portal.Viewer), null, null, null, null, Cancellation);
        var number = staff.Rows.Single(row => row.Id == quote).Number;

        Assert.Contains(staff.Rows, row => row.Id == draft && row.Gross is null);
        Assert.DoesNotContain(client.Rows, row => row.Id == draft);
        Assert.Equal(3035.32m, client.Rows.Single(row => row.Id == quote).Gross);
        Assert.Equal(quote, Assert.Single((await portal.Get<QuoteReads>().ListAsync(await portal.ActorAsync(portal.Viewer), null, null, number, null, Cancellation)).Rows).Id);
        Assert.All((await portal.Get<QuoteReads>().ListAsync(await portal.ActorAsync(portal.Manager), null, QuoteState.Draft, null, null, Cancellation)).Rows, row => Assert.Equal(QuoteState.Draft, row.State));
        var after = await portal.Get<QuoteReads>().ListAsync(await portal.ActorAsync(portal.Manager), portal.Client, null, null, $"2026-{number.Split('-')[2].TrimStart('0')}-1", Cancellation);
        Assert.Equal(staff.Rows.Select(row => row.Id).SkipWhile(id => id != quote).Skip(1).Take(after.Rows.Count), after.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Past_the_application_the_database_refuses_the_same()
    {
        var draft = await OpenAsync();
        var quote = await portal.IssuedAsync();
        var accepted = await portal.IssuedAsync();
        await AcceptAsync(accepted, await portal.AcceptFormAsync(accepted)).Done();

        // A client's person sees no draft and no line of one, and cannot move or rewrite what was issued.
        Assert.Equal(0L, await AsAsync(portal.Signatory, $"SELECT count(*) FROM portal.quote WHERE id = '{draft}'"));
        Assert.Equal(0L, await AsAsync(portal.Signatory, $"SELECT count(*) FROM portal.draft_quote_line"));
        Assert.Equal(0L, await AsAsync(portal.OtherSignatory, $"SELECT count(*) FROM portal.issued_quote WHERE quote_id = '{quote}'"));
        await RefusedAsync(portal.Viewer, $"UPDATE portal.quote SET state = 'Accepted', answered_by = '{portal.Viewer}', answered_at = now() WHERE id = '{quote}'");
        await RefusedAsync(portal.Signatory, $"UPDATE portal.quote SET state = 'Superseded' WHERE id = '{quote}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.quote SET state = 'Draft' WHERE id = '{quote}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.quote SET title = 'Other' WHERE id = '{quote}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.quote SET state = 'Accepted', answered_by = '{portal.Manager}', answered_at = '2026-03-03' WHERE id = '{draft}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.issued_quote SET gross_amount = 0 WHERE quote_id = '{quote}'");
        await RefusedAsync(portal.Manager, $"DELETE FROM portal.issued_quote_line WHERE quote_id = '{quote}'");
        await RefusedAsync(portal.Manager, $"INSERT INTO portal.issued_quote_line SELECT (jsonb_populate_record(l, jsonb_build_object('key', gen_random_uuid(), 'position', 4))).* FROM portal.issued_quote_line l WHERE l.quote_id = '{quote}' LIMIT 1");
        await RefusedAsync(portal.Signatory, $"INSERT INTO portal.quote_acceptance SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'method', 'Password', 'quote_id', '{quote}'))).* FROM portal.quote_acceptance a WHERE a.quote_id = '{accepted}'");
        await RefusedAsync(portal.Signatory, $"UPDATE portal.accepted_quote_line SET net_amount = 0 WHERE quote_id = '{accepted}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.draft_quote_line SET price_margin = price_margin + 0.01 WHERE quote_id = '{draft}'");
        await RefusedAsync(portal.Manager, $"UPDATE portal.draft_quote_line SET justification = '', list_net = NULL, item_id = NULL WHERE quote_id = '{draft}'");
        Assert.Equal(0L, await AsAsync(portal.Manager, $"WITH changed AS (UPDATE portal.draft_quote_line SET stage = 'Later' WHERE quote_id = '{quote}' RETURNING 1) SELECT count(*) FROM changed"));
    }

    [Fact]
    public async Task The_hash_of_the_document_is_that_of_the_bytes_kept()
    {
        var page = await portal.PageAsync(portal.Signatory, await portal.IssuedAsync());

        var bytes = (await portal.Get<QuoteReads>().DocumentAsync(await portal.ActorAsync(portal.Viewer), page.Id, Cancellation))!.File.Content;
        Assert.Equal(page.DocumentHash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Contains(page.ContentHash, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_of_an_acceptance_is_kept_when_it_is_accepted_and_names_the_one_that_was_seen()
    {
        var quote = await portal.IssuedAsync();
        Assert.Null(await portal.Get<QuoteReads>().AcceptedDocumentAsync(await portal.ActorAsync(portal.Viewer), quote, Cancellation));
        var form = await portal.AcceptFormAsync(quote, QuoteSteps.Option);
        await AcceptAsync(quote, form).Done();

        var page = await portal.PageAsync(portal.Viewer, quote);
        var file = (await portal.Get<QuoteReads>().AcceptedDocumentAsync(await portal.ActorAsync(portal.Viewer), quote, Cancellation))!.File;
        Assert.Equal(page.Acceptance!.ProtocolHash, Convert.ToHexStringLower(SHA256.HashData(file.Content)));
        Assert.NotEqual(page.DocumentHash, page.Acceptance.ProtocolHash);
        Assert.Equal($"%PDF- accepted {page.Number} {page.DocumentHash} {form.Total} Sam Signatory I accept this quote for my company.", Encoding.UTF8.GetString(file.Content));
        Assert.Null(await portal.Get<QuoteReads>().AcceptedDocumentAsync(await portal.ActorAsync(portal.OtherSignatory), quote, Cancellation));
        var leaf = Encoding.UTF8.GetString((await portal.EntriesOfAsync(quote.Value))[^1].Leaf);
        Assert.Contains(page.Acceptance.ProtocolHash!, leaf, StringComparison.Ordinal);
        await RefusedAsync(portal.Signatory, $"INSERT INTO portal.quote_acceptance SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'protocol_hash', NULL))).* FROM portal.quote_acceptance a WHERE a.quote_id = '{quote}'");
    }

    [Fact]
    public async Task A_new_edition_keeps_the_last_day_while_it_is_ahead()
    {
        var quote = await portal.IssuedAsync();
        var next = await portal.Get<ChangeQuotes>().ReviseAsync(portal.Manager, CommandId.New(), quote, (await portal.PageAsync(portal.Manager, quote)).Revision, Cancellation).Done();

        Assert.Equal(QuoteSteps.LastDay, (await portal.Get<QuoteReads>().DraftAsync(await portal.ActorAsync(portal.Manager), next, Cancellation))!.Details.ValidUntil);
    }

    private static IEnumerable<Rule> Rules(IReadOnlyList<Refusal> refusals) => refusals.Select(refusal => refusal.Rule);

    private Task<QuoteId> OpenAsync() => portal.Get<ChangeQuotes>().OpenAsync(portal.Manager, CommandId.New(), portal.Client, portal.Form(), Cancellation).Done();

    private Task<Outcome<QuoteAcceptanceId>> AcceptAsync(QuoteId quote, AnswerQuote.AcceptInput form, CommandId? command = null, AcceptanceEvidence? evidence = null) =>
        portal.Get<AcceptQuote>().RunAsync(portal.Signatory, command ?? CommandId.New(), quote, form, evidence ?? portal.Evidence(), [], Cancellation);

    private async Task<int> NumberAsync(QuoteId quote) =>
        int.Parse((await portal.Get<QuoteReads>().DraftAsync(await portal.ActorAsync(portal.Manager), quote, Cancellation))!.Number.Split('-')[2], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<List<string>> CodesAsync(QuoteId quote)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand($"SELECT code FROM portal.entry WHERE subject_id = '{quote}' AND client_id = '{portal.Client}' ORDER BY at, id", administrator);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var codes = new List<string>();
        while (await reader.ReadAsync(Cancellation)) codes.Add(reader.GetString(0));
        return codes;
    }

    private async Task<List<PersonId>> ToldAsync(QuoteId quote, string code)
    {
        await using var administrator = await portal.ConnectAsAdministratorAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT n.person_id FROM portal.notice n JOIN portal.entry e ON e.id = n.entry_id JOIN portal.person p ON p.id = n.person_id WHERE e.subject_id = '{quote}' AND e.code = '{code}' ORDER BY p.name", administrator);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var people = new List<PersonId>();
        while (await reader.ReadAsync(Cancellation)) people.Add(PersonId.Of(reader.GetGuid(0)));
        return people;
    }

    private async Task<object?> AsAsync(PersonId person, string statement)
    {
        await using var connection = await portal.ConnectAsync(DatabaseRoles.Application);
        await using var command = new NpgsqlCommand($"SELECT set_config('app.person', '{person}', false); {statement}", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        await reader.NextResultAsync(Cancellation);
        return await reader.ReadAsync(Cancellation) ? reader.GetValue(0) : null;
    }

    private async Task RefusedAsync(PersonId person, string statement)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(person, statement));
        Assert.True(refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation, $"{refused.SqlState}: {refused.MessageText}");
    }
}
