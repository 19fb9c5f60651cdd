namespace ClientPortal.Web.Mail;

internal static class MailSetup
{
    /// <summary>Mail over the configured server; into a folder where Development has none.</summary>
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(mail => isDevelopment || !string.IsNullOrWhiteSpace(mail.Host), $"{MailOptions.Section}:{nameof(MailOptions.Host)} must name the mail server.")
            .Validate(mail => mail.Host is null || mail.From is not null, $"{MailOptions.Section}:{nameof(MailOptions.From)} must be the address mail comes from.")
            .Validate(mail => mail.User is null == mail.Password is null, $"{MailOptions.Section}: {nameof(MailOptions.User)} and {nameof(MailOptions.Password)} go together.")
            .Validate(mail => mail.User is null || mail.StartTls, $"{MailOptions.Section}:{nameof(MailOptions.StartTls)} must be on where a password is sent.")
            .ValidateOnStart();
        builder.Services.AddSingleton<MailFolder>().AddSingleton<SmtpMailer>().AddSingleton<IMailer, ConfiguredMailer>().AddSingleton<LetterWriter>();
    }
}
