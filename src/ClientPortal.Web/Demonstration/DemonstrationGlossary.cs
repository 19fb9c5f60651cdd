using ClientPortal.Domain.Glossary;
using ClientPortal.Domain.Shared;
using static ClientPortal.Web.Demonstration.DemonstrationCompany;

namespace ClientPortal.Web.Demonstration;

/// <summary>Words of the studio's trade that stand in its reports, explained in both languages.</summary>
internal static class DemonstrationGlossary
{
    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(175, 10, 0, cast => ExplainAsync(
            cast, Martin, Language.English,
            ("Prototype", "prototypes", "A website that can be clicked through before anything is built: screens without data behind them. It shows early what should be different."),
            ("Site map", "site maps", "The list of all pages of a website and how one gets from one to another."),
            ("Test server", "test servers", "A copy of the website that only we and you can open. What is new is tried there first."),
            ("Import", "imports", "Taking over data, such as titles and prices, from another program, so that nobody types them again."),
            ("Newsletter", "newsletters", "A letter by e-mail to everybody who asked for it, with a link to ask for no more."),
            ("Acceptance list", "acceptance lists", "The checks both sides agreed on. When all of them are passed, the stage is done."))),
        Scene.On(174, 8, 0, cast => ExplainAsync(
            cast, Vera, Language.Russian,
            ("Выгрузка", "выгрузки, выгрузку, выгрузке, выгрузкой, выгрузок", "Файл с ценами и остатками, который программа отдаёт другим: например, дилерам для их сайтов."),
            ("Узел", "узла, узлы, узлов, узлам", "Часть машины, которую меняют целиком. На странице узла показано, из каких деталей он состоит."),
            ("Макет", "макета, макеты, макетов", "Рисунок страниц с настоящими текстами и снимками. По нему верстают и печатают."),
            ("Карточка", "карточки, карточек, карточкам", "Страница одного товара: название, снимки, свойства, цена."))),
    ];

    private static async Task ExplainAsync(Cast cast, string manager, Language language, params (string Word, string Forms, string Meaning)[] words)
    {
        foreach (var (word, forms, meaning) in words)
        {
            await cast.DoAsync<ExplainTerms, TermId>(manager, (explain, who, command) => explain.ExplainAsync(
                who, command, new ExplainTerms.Input { Language = language, Word = word, Forms = forms, Meaning = meaning }, cast.Cancellation));
        }
    }
}
