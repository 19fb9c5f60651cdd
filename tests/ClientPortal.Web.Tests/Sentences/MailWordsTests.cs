using System.Globalization;
using ClientPortal.Audit.Deliveries;
using ClientPortal.Domain.Access;
using ClientPortal.Web.Sentences;

namespace ClientPortal.Web.Tests.Sentences;

public sealed class MailWordsTests
{
    public static TheoryData<string> Kinds { get; } = new(typeof(MailKinds).GetFields().Select(kind => (string)kind.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_mail_has_its_words_in_both_languages(string kind) => HasWords(kind, "subject", "body", "action", "foot");

    [Fact]
    public void A_notice_takes_its_subject_from_the_fact_and_has_the_rest() => HasWords($"mail.{DeliveryKinds.Notice}", "body", "action", "foot");

    private static void HasWords(string kind, params string[] parts)
    {
        foreach (var part in parts)
        {
            var (english, russian) = (WordBook.Mail.Find($"{kind}.{part}", CultureInfo.GetCultureInfo("en-GB")), WordBook.Mail.Find($"{kind}.{part}", CultureInfo.GetCultureInfo("ru-RU")));
            Assert.False(string.IsNullOrWhiteSpace(english), $"Mail.resx has no '{kind}.{part}'.");
            Assert.True(!string.IsNullOrWhiteSpace(russian) && russian != english, $"Mail.ru.resx has no '{kind}.{part}'.");
        }
    }
}
