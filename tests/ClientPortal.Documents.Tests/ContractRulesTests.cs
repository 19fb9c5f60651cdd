using ClientPortal.Documents.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Documents.Tests;

public class ContractRulesTests
{
    [Fact]
    public void A_redline_holds_exactly_the_old_and_the_new_text()
    {
        var words = Gen.Elements("a", "b", "слово", " ", "\u00A0", "\n", "1 000,50", ".", "—", "word-word").ListOf().Select(list => string.Concat(list));
        Prop.ForAll(words.Two().ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var parts = Redline.Between(before, after);
            return string.Concat(parts.Where(part => part.Kind != RedlineKind.Added).Select(part => part.Text)) == before
                && string.Concat(parts.Where(part => part.Kind != RedlineKind.Deleted).Select(part => part.Text)) == after;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_number_changes_as_a_whole()
    {
        Assert.Equal(
            [
                new RedlinePart(RedlineKind.Kept, "pay "),
                new RedlinePart(RedlineKind.Deleted, "1 000 000,00"),
                new RedlinePart(RedlineKind.Added, "1 000 500,00"),
                new RedlinePart(RedlineKind.Kept, " RUB."),
            ],
            Redline.Between("pay 1 000 000,00 RUB.", "pay 1 000 500,00 RUB."));
    }

    [Fact]
    public void Neighbouring_changes_read_as_one()
    {
        Assert.Equal(
            [
                new RedlinePart(RedlineKind.Kept, "within "),
                new RedlinePart(RedlineKind.Deleted, "five working"),
                new RedlinePart(RedlineKind.Added, "seven calendar"),
                new RedlinePart(RedlineKind.Kept, " days"),
            ],
            Redline.Between("within five working days", "within seven calendar days"));
    }

    [Fact]
    public void A_clause_that_was_not_there_is_all_added()
    {
        Assert.Equal([new RedlinePart(RedlineKind.Added, "All new.")], Redline.Between(null, "All new."));
        Assert.Empty(Redline.Between(null, null));
    }

    [Fact]
    public void Clauses_are_numbered_by_kind_in_the_order_of_kinds()
    {
        Assert.Equal(
            ["2.1", "1.1", "2.2", "3.1"],
            ClauseNumbers.Of([ClauseKind.Price, ClauseKind.Scope, ClauseKind.Price, ClauseKind.Custom]));
    }
}
