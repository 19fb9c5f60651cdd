namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>What is let through on purpose, by name and with the reason.</summary>
internal static class UseCaseExceptions
{
    private static readonly Wrong[] Everybody = Enum.GetValues<Wrong>();

    private static readonly Wrong[] HasAnAccount = [Wrong.Client, Wrong.Role, Wrong.Auditor, Wrong.Viewer];

    /// <summary>Who may run what they would not be expected to, and why.</summary>
    /// <param name="UseCases">Names, or the name of a class with a point and a star.</param>
    /// <param name="For">Who may.</param>
    /// <param name="Because">Why.</param>
    public sealed record Exception(string[] UseCases, Wrong[] For, string Because);

    public static IReadOnlyList<Exception> Let { get; } =
    [
        new(["OwnAccount.*", "NoticeReads.PageAsync", "NoticeReads.UnseenAsync"], HasAnAccount, "Everybody has an account and notices of their own; these name no other person."),
        new(["NoticeReads.PageAsync", "NoticeReads.UnseenAsync"], [Wrong.ShutOut], "They were told these while they were welcome; who was shut out has no session to ask with."),
        new(["AccessReads.*"], [Wrong.Nobody], "The tables of sign-in have no row security: rights come from the database alone, which makes no actor of nobody (PortalWorkTests)."),
        new(["AccessReads.AccountAsync"], Everybody, "Their own account, of which the tables of sign-in know no client; who was shut out has no session to ask with."),
        new(["Sessions.BeginAsync", "Sessions.NoteAsync"], Everybody, "Sign-in calls them once it knows who it is, and before anybody is an actor."),
        new(["AccessReads.*", "ChangeAccess.*", "ChangeRights.*", "EndRole.*", "GrantRole.*", "InvitePerson.*", "DeliveryReads.*", "TryDeliveryAgain.*", "RotateKeys.*", "KeepingReads.*", "SetAuthority.*", "ChangeWitnesses.*"], [Wrong.Role], "People, messages in trouble, the keys of the record and who vouches for it are what an administrator keeps."),
        new(["LogReads.CheckpointAsync", "LogReads.KeysAsync"], [Wrong.Role], "Administrators see that logs are signed and with which keys, and nothing of what stands in them."),
        new(["AskVerification.*", "VerificationReads.*"], [Wrong.Role, Wrong.Auditor], "The record is verified by who watches over it; findings name logs and numbers, and nothing of a client."),
        new(["KeepingReads.*"], [Wrong.Nobody], "Row security shows nobody the installation's log alone, whose checkpoints are everybody's."),
        new(["ClientReads.*"], [Wrong.Role], "Administrators give roles for clients, so they see their names."),
        new(["ChangePriceLists.*", "ChangePriceItems.*", "PublishPriceList.*", "ImportPrices.*", "KeepPriceFile.*", "PricingReads.*", "PriceDraftReads.*"], [Wrong.Client], "Price lists belong to no client: whoever is in finance keeps them, and one price is for all."),
        new(["ExplainTerms.*", "GlossaryReads.*"], [Wrong.Client], "The glossary belongs to no client: whoever manages one explains words for all."),
        new(["GlossaryReads.PageAsync"], [Wrong.Role, Wrong.Auditor, Wrong.Viewer], "Whoever has a role reads the glossary."),
        new(["PricingReads.*"], [Wrong.Role], "Published prices are for everybody who has an account, in the currencies of their contracts and quotes."),
        new(["AnswerQuote.ViewAsync", "DiscussAmendment.CommentAsync", "CommentOnContract.RunAsync", "AnswerReport.AcknowledgeAsync", "AnswerReport.CommentAsync"], [Wrong.Viewer], "A client's reader opens quotes, says what they have read and comments; nobody is bound by that."),
    ];

    /// <summary>Asynchronous methods that act for no person, and why that is right.</summary>
    public static IReadOnlyDictionary<string, string> OnNobodysBehalf { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AttestationRuns.RunAsync"] = "The worker asks who vouches for the logs, over its own login.",
        ["ContractsDue.RunAsync"] = "The worker notes what the calendar did, over its own login.",
        ["DatabaseRoles.EnsureAsync"] = "A superuser makes the logins.",
        ["DatabaseRoles.EnsureDatabaseAsync"] = "A superuser makes the database.",
        ["FirstAdministrator.InviteAsync"] = "The owner's login, from the command line, while there is no administrator.",
        ["LogReads.PublicCheckpointAsync"] = "Checkpoints of the installation's log are everybody's.",
        ["LogReads.PublicStampedAsync"] = "Timestamps of the installation's checkpoints are everybody's.",
        ["LogReads.PublicTileAsync"] = "Hashes of the installation's log are everybody's; SequencerTests holds that its entries are not.",
        ["MailedLinks.ForgotPasswordAsync"] = "Who is not signed in asks; the answer is the same for every address.",
        ["MailedLinks.InvitationTokenAsync"] = "A step of writing a letter.",
        ["MailedLinks.ResetTokenAsync"] = "A step of writing a letter.",
        ["MigrateDatabase.PendingAsync"] = "Asked before the server serves.",
        ["MigrateDatabase.RunAsync"] = "The owner's login, from the command line.",
        ["PasswordPolicy.ValidateAsync"] = "A rule Identity asks, which changes nothing.",
        ["PersonStore.ForgetAuthenticatorAsync"] = "A step of use cases that have checked who acts.",
        ["PriceReviewsDue.RunAsync"] = "The worker reminds of prices to be looked at again, over its own login.",
        ["ReportsDue.RunAsync"] = "The worker reminds of what is due, over its own login.",
        ["StructureAlarm.RunAsync"] = "The worker tells of changes to the structure of the tables, over its own login.",
        ["VerificationRuns.AskNightlyAsync"] = "The worker asks for the verification of a night, over its own login.",
        ["VerificationRuns.IsKnownWholeAsync"] = "Who watches over the server asks; the answer is one word.",
        ["VerificationRuns.RunAsync"] = "The worker runs what was asked for, over its own login.",
        ["Sessions.EndAsync"] = "Known by a session whose cookie was checked.",
        ["Sessions.RaiseAsync"] = "Known by a session whose cookie was checked.",
        ["Sessions.ResumeAsync"] = "Known by a session whose cookie was checked.",
    };

    /// <summary>What nobody reaches with arguments made by their types alone, and what holds it instead.</summary>
    public static IReadOnlyDictionary<string, string> NotReached { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["QuoteReads.AcceptedDocumentAsync"] = "Nobody here has accepted a quote: QuoteTests.",
        ["ContractReads.OfQuoteAsync"] = "No quote here has become a contract: ContractFromQuoteTests.",
        ["OwnAccount.ChangeProfileAsync"] = "Its form's revision is that of the person: JoiningTests.",
        ["OwnAccount.MakeRecoveryCodesAsync"] = "Nobody here has an authenticator: SecondFactorTests.",
        ["OwnAccount.RemoveAuthenticatorAsync"] = "Nobody here has an authenticator: SecondFactorTests.",
        ["OwnAccount.RemovePasskeyAsync"] = "Nobody here has a passkey: SecondFactorTests.",
        ["SetAuthority.UseAsync"] = "Nobody guesses a certificate: AttestorsTests.",
        ["ChangeWitnesses.AddAsync"] = "Nobody guesses a key: AttestorsTests.",
        ["LogReads.StampedAsync"] = "Nothing here was stamped: AttestationTests.",
        ["MailedLinks.FindInvitationAsync"] = "Nobody guesses a token: InvitationTests.",
    };

    public static bool IsOf(string name, string useCase) => name.EndsWith(".*", StringComparison.Ordinal) ? useCase.StartsWith(name[..^1], StringComparison.Ordinal) : name == useCase;

    public static bool Lets(UseCase useCase, Wrong wrong) => Let.Any(exception => exception.UseCases.Any(name => IsOf(name, useCase.Name)) && exception.For.Contains(wrong));
}
