using ClientPortal.Domain.Access;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Testing;

namespace ClientPortal.Web.Tests.Deliveries;

public sealed class LetterTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.English, "Northlight Studio invites you to its client portal", "Hello Nora North,", "en")]
    [InlineData(Language.Russian, "Northlight Studio приглашает вас в клиентский портал", "Nora North, здравствуйте!", "ru")]
    public async Task An_invitation_speaks_the_language_it_was_made_for_and_its_link_opens_the_door(Language language, string subject, string greeting, string tag)
    {
        await using var post = await Post.OpenAsync();
        await post.Portal.Get<InvitePerson>().RunAsync(post.Administrator, CommandId.New(), new InvitePerson.Input
        {
            Name = "Nora North",
            Email = "nora@people.test",
            Language = language,
            Zone = "Europe/Moscow",
            Role = Role.Manager,
        }, Now).Done();
        var mail = await SendAsync(post);
        Assert.Equal((subject, tag), (mail.Subject, mail.Headers["Content-Language"]));
        Assert.StartsWith(greeting, mail.Text, StringComparison.Ordinal);
        Assert.Contains(greeting, System.Net.WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        var (person, token) = Letters.ReadLink(Assert.Single(mail.Links));
        await post.Portal.Get<MailedLinks>().AcceptInvitationAsync(person, token,
            new MailedLinks.Input { Password = People.Password, Repeated = People.Password }, new Whence("203.0.113.7", "tests"), Now).Done();
    }

    [Fact]
    public async Task The_language_is_that_of_when_the_mail_is_sent()
    {
        await using var post = await Post.OpenAsync();
        var person = await post.PersonAsync("Nora North");
        await post.ForgotPasswordAsync("Nora North");
        await post.Portal.Get<OwnAccount>().ChangeProfileAsync(person, CommandId.New(), new OwnAccount.ProfileInput
        {
            Revision = await post.Portal.RevisionAsync(person),
            Name = "Нора Север",
            Language = Language.Russian,
            Zone = "Europe/Moscow",
        }, Now).Done();
        var mail = await SendAsync(post);
        Assert.Equal("Задайте новый пароль", mail.Subject);
        Assert.Contains("2 марта 2026, 12:00 (Europe/Moscow)", mail.Text, StringComparison.Ordinal);
        var (whom, token) = Letters.ReadLink(Assert.Single(mail.Links));
        Assert.Equal("/reset", mail.Links[0].AbsolutePath);
        await post.Portal.Get<MailedLinks>().ResetPasswordAsync(whom, token,
            new MailedLinks.Input { Password = "another harbour 52", Repeated = "another harbour 52" }, new Whence("203.0.113.7", "tests"), Now).Done();
        var told = await SendAsync(post);
        Assert.Equal("Ваш пароль изменён", told.Subject);
    }

    [Theory]
    [InlineData(Language.English, "The right “Signs for the provider” was given", "Ada Root gave you the right “Signs for the provider”. The reason: their work", "Recorded on 2 March 2026, 09:00 (Europe/London).")]
    [InlineData(Language.Russian, "Дано право «Подписывает за исполнителя»", "Ada Root даёт вам право «Подписывает за исполнителя». Причина: their work", "Записано 2 марта 2026, 09:00 (Europe/London).")]
    public async Task A_notice_says_what_happened_and_when_and_leads_to_it(Language language, string subject, string sentence, string moment)
    {
        await using var post = await Post.OpenAsync();
        var person = await post.PersonAsync("Nora North", language);
        await post.Portal.GrantAsync(post.Administrator, person, Right.SignForProvider);
        var mail = await SendAsync(post);
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(sentence, mail.Text, StringComparison.Ordinal);
        Assert.Contains(moment, mail.Text, StringComparison.Ordinal);
        var link = Assert.Single(mail.Links);
        var notice = Assert.Single(await post.ReadAsync("SELECT id FROM portal.notice WHERE code = 'right.granted'"));
        Assert.Equal($"https://portal.example.com/notices/{notice}/open?from=mail", link.AbsoluteUri);
    }

    [Fact]
    public async Task What_people_typed_stands_in_a_mail_as_text_not_as_markup()
    {
        await using var post = await Post.OpenAsync();
        var person = await post.PersonAsync("Nora North");
        await post.Portal.Get<ChangeRights>().GrantAsync(post.Administrator, CommandId.New(), person, Right.SignForProvider,
            new ReasonInput { Revision = await post.Portal.RevisionAsync(person), Reason = "<img src=x onerror=alert(1)>\r\nBcc: x@y.test" }, Now).Done();
        var mail = await SendAsync(post);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Bcc", mail.Headers.Keys);
        Assert.Single(mail.To);
    }

    private static async Task<ReceivedMail> SendAsync(Post post)
    {
        await (await post.DispatcherAsync()).DispatchAsync(Now);
        return post.Sink.Mails[^1];
    }
}
