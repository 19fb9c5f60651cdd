using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using ClientPortal.Web.Mail;

namespace ClientPortal.Web.Tests.Deliveries;

public sealed class MailFaultTests
{
    [Theory]
    [InlineData(421, false)]
    [InlineData(450, false)]
    [InlineData(452, false)]
    [InlineData(530, false)]
    [InlineData(535, false)]
    [InlineData(503, false)]
    [InlineData(550, true)]
    [InlineData(552, true)]
    [InlineData(553, true)]
    [InlineData(554, true)]
    public void A_servers_answer_is_final_when_it_is_about_the_message_and_passes_when_it_is_about_us(int status, bool isFinal) =>
        Assert.Equal(new MailFault($"smtp-{status}", isFinal), MailFaults.Of(new SmtpException((SmtpStatusCode)status)));

    [Fact]
    public void A_connection_that_breaks_passes()
    {
        Assert.Equal(new MailFault("connection", false), MailFaults.Of(new SmtpException("Failure sending mail.", new SocketException())));
        Assert.Equal(new MailFault("tls", false), MailFaults.Of(new SmtpException("Failure sending mail.", new AuthenticationException())));
        Assert.Equal(new MailFault("timeout", false), MailFaults.Of(new TimeoutException()));
    }

    [Fact]
    public void What_is_no_fault_of_mail_is_not_taken_for_one() => Assert.Null(MailFaults.Of(new InvalidOperationException()));
}
