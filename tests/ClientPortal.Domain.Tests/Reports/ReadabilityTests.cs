using ClientPortal.Domain.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Reports;

/// <summary>C2: a readability check in both languages helps the author.</summary>
public sealed class ReadabilityTests
{
    [Theory]
    [InlineData("We have drawn the first ten pages. You can try them on your phone now. The rest comes on Friday.")]
    [InlineData("Мы нарисовали первые десять страниц. Их можно открыть на телефоне. Всё остальное будет готово в эту пятницу.")]
    public void Short_plain_sentences_are_plain_in_both_languages(string text) => Assert.True(Readability.Of(text)!.IsPlain);

    [Theory]
    [InlineData("Notwithstanding considerable organisational interdependencies, the implementation of aforementioned functionalities necessitates additional coordination activities regarding infrastructural prerequisites")]
    [InlineData("Осуществление мероприятий по оптимизации взаимодействия ответственных исполнителей обусловливает необходимость дополнительного согласования функциональных характеристик разрабатываемого программного обеспечения")]
    public void Officialese_is_not(string text) => Assert.False(Readability.Of(text)!.IsPlain);

    [Fact]
    public void What_is_too_short_says_nothing() => Assert.Null(Readability.Of("All done."));

    [Fact]
    public void A_list_without_full_stops_is_as_many_sentences_as_it_has_lines()
    {
        var list = Readability.Of("Search by author and title\nImport of 1,012 titles\nOrders for collection in all shops\nVersion 2.5 of the form")!;

        Assert.Equal((20, 5.0), (list.Words, list.WordsPerSentence));
    }

    [Fact]
    public void The_same_words_in_shorter_sentences_are_never_harder() => Prop.ForAll(
        Gen.Elements("we", "draw", "pages", "готово", "сегодня", "каталог", "implementation").ListOf(24).ToArbitrary(),
        words =>
        {
            var one = Readability.Of(string.Join(' ', words))!;
            var many = Readability.Of(string.Join(". ", words.Chunk(6).Select(part => string.Join(' ', part))))!;
            return many.Ease >= one.Ease && many.Words == one.Words;
        }).QuickCheckThrowOnFailure();
}
