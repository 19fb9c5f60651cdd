namespace ClientPortal.Domain.Shared;

/// <summary>
/// Every refusal the portal can give. The words for each stand in <c>Words/Rules.resx</c> and <c>Rules.ru.resx</c> under the
/// same name; a test holds the two together.
/// </summary>
public enum Rule
{
    /// <summary>A required field is empty.</summary>
    Required,

    /// <summary>A text is longer than the field keeps; argument 0 is the most, argument 1 what was given.</summary>
    TooLong,

    /// <summary>A text holds characters that cannot be shown or kept, such as a null.</summary>
    UnprintableText,

    /// <summary>The text is not an e-mail address.</summary>
    NotAnEmail,

    /// <summary>The choice is not among those offered.</summary>
    NotOffered,

    /// <summary>The time zone is not in the IANA database.</summary>
    UnknownZone,

    /// <summary>Somebody with this e-mail address is already here.</summary>
    EmailTaken,

    /// <summary>The role needs a client to be for.</summary>
    RoleNeedsClient,

    /// <summary>The role is for the whole portal and takes no client.</summary>
    RoleTakesNoClient,

    /// <summary>Staff and client roles are not given to the same person.</summary>
    RolesOfBothSides,

    /// <summary>The person has this role already.</summary>
    RoleHeld,

    /// <summary>The person does not have this role any more.</summary>
    RoleEnded,

    /// <summary>The right is only for staff.</summary>
    RightIsForStaff,

    /// <summary>The person has this right already.</summary>
    RightHeld,

    /// <summary>The person does not have this right any more.</summary>
    RightRevoked,

    /// <summary>An administrator cannot take their own access away, so that one always remains.</summary>
    NotYourself,

    /// <summary>Nobody gives a role or a right to themselves.</summary>
    NotToYourself,

    /// <summary>The person is disabled already.</summary>
    PersonDisabled,

    /// <summary>The person is not disabled.</summary>
    PersonNotDisabled,

    /// <summary>The person has accepted their invitation already.</summary>
    AlreadyJoined,

    /// <summary>The link is not valid any more, or never was.</summary>
    LinkExpired,

    /// <summary>The e-mail address or the password is wrong; which one is not said.</summary>
    SignInFailed,

    /// <summary>Too many attempts; argument 0 is the number of minutes after which the next is possible at the latest.</summary>
    LockedOut,

    /// <summary>The code of the second factor is wrong or old.</summary>
    CodeWrong,

    /// <summary>The passkey was not accepted.</summary>
    PasskeyRefused,

    /// <summary>The present password is wrong.</summary>
    PasswordWrong,

    /// <summary>The password is shorter than argument 0.</summary>
    PasswordTooShort,

    /// <summary>The password has too few different characters; argument 0 is the least.</summary>
    PasswordTooUniform,

    /// <summary>The password is the person's own name or e-mail address, or a well-known one.</summary>
    PasswordGuessable,

    /// <summary>The two passwords are not the same.</summary>
    PasswordsDiffer,

    /// <summary>The second factor cannot be given up by somebody whose roles require it.</summary>
    SecondFactorRequired,

    /// <summary>A client with this name is already here.</summary>
    ClientNameTaken,

    /// <summary>The text is not a number.</summary>
    NotANumber,

    /// <summary>The text may mean two numbers, for example 1,234; argument 0 is the text.</summary>
    NumberAmbiguous,

    /// <summary>The number is larger than the portal keeps; argument 0 is the most.</summary>
    NumberTooLarge,

    /// <summary>The amount is negative.</summary>
    NegativeAmount,

    /// <summary>The number has more decimals than are kept; argument 0 is how many are.</summary>
    TooManyDecimals,

    /// <summary>The number must be more than nothing.</summary>
    NotPositive,

    /// <summary>The percent is more than is allowed; argument 0 is the most.</summary>
    PercentTooLarge,

    /// <summary>The portal does not reckon in this currency; argument 0 is what was given.</summary>
    UnknownCurrency,

    /// <summary>The currency is not the one of the list or quote; argument 0 is what was given, argument 1 the one expected.</summary>
    OtherCurrency,

    /// <summary>A day lies outside of what is reckoned with: first, last.</summary>
    DayOutOfReach,

    /// <summary>A day that has passed; argument 0 is the first day possible.</summary>
    DayPassed,

    /// <summary>The four shares of a composition template add up to argument 0, not to 100.</summary>
    SharesNotWhole,

    /// <summary>The parts of a price add up to argument 0, while the price says argument 1.</summary>
    PartsDoNotAddUp,

    /// <summary>A price comes without its parts, and no template says how to open it.</summary>
    PriceNotOpened,

    /// <summary>The code stands in the list already; argument 0 is the code where it is known.</summary>
    PriceCodeTaken,

    /// <summary>A code holds something other than letters, digits, points, hyphens, slashes and underscores.</summary>
    PriceCodeMalformed,

    /// <summary>A list without a price cannot be published.</summary>
    PriceListEmpty,

    /// <summary>The list has prices without composition; argument 0 is how many, argument 1 the code of the first.</summary>
    PriceListIncomplete,

    /// <summary>A version cannot take effect before the one published last; argument 0 is that one's day.</summary>
    PriceListBeforeLatest,

    /// <summary>Nothing differs from the version published last.</summary>
    PriceListUnchanged,

    /// <summary>The version is retired already.</summary>
    PriceListRetired,

    /// <summary>The list holds as many prices as it may; argument 0 is the most.</summary>
    PriceListFull,

    /// <summary>The review comes before the prices take effect.</summary>
    ReviewBeforeEffect,

    /// <summary>The file is larger than argument 0 megabytes.</summary>
    FileTooLarge,

    /// <summary>The file is empty, or nothing is left of it below the heading.</summary>
    FileEmpty,

    /// <summary>The file is a workbook, a document or a picture, not a table in text form.</summary>
    FileNotText,

    /// <summary>The file's letters cannot be read as UTF-8, UTF-16 or Windows-1251; argument 0 is the first byte that cannot.</summary>
    FileNotDecodable,

    /// <summary>The file has more rows than argument 0.</summary>
    TooManyRows,

    /// <summary>The file has more columns than argument 0.</summary>
    TooManyColumns,

    /// <summary>Quotes in the file are not closed, or stand where none may; argument 0 is the line.</summary>
    FileMalformed,

    /// <summary>The heading row is not in the file.</summary>
    HeadingNotThere,

    /// <summary>A list of lines of a file is written in no way that can be read.</summary>
    LinesMalformed,

    /// <summary>A column is mapped that the file does not have; argument 0 is its number.</summary>
    ColumnNotThere,

    /// <summary>Two columns are mapped to the same field; argument 0 is the field.</summary>
    ColumnMappedTwice,

    /// <summary>No column was said to hold something that every price needs.</summary>
    ColumnMissing,

    /// <summary>Rows in the file cannot be read; argument 0 is how many.</summary>
    RowsNotRead,

    /// <summary>Nothing says the tax of the rows of a file.</summary>
    TaxOfRowsMissing,

    /// <summary>The code stands in the file before; argument 0 is the code, argument 1 the line it stands on first.</summary>
    CodeTwiceInFile,

    /// <summary>A price departs from the published list, or is in none, and nothing says why.</summary>
    PriceNeedsJustification,

    /// <summary>The price list's version is not in effect any more; argument 0 is the code.</summary>
    PriceNotInEffect,

    /// <summary>The quote has no line.</summary>
    QuoteEmpty,

    /// <summary>The quote holds as many lines as it may; argument 0 is the most.</summary>
    QuoteTooLong,

    /// <summary>The amounts together are larger than the portal reckons with.</summary>
    QuoteTooLarge,

    /// <summary>Two sections have the same heading.</summary>
    SectionTwice,

    /// <summary>The same line stands in the form twice.</summary>
    LineTwice,

    /// <summary>The quote has moved on and this is not possible any more; argument 0 is its state.</summary>
    QuoteMovedOn,

    /// <summary>The quote's validity has ended; argument 0 is the last day it was valid.</summary>
    QuoteLapsed,

    /// <summary>Another edition has taken the quote's place.</summary>
    QuoteSuperseded,

    /// <summary>A revision of the quote is in work already.</summary>
    QuoteRevisedAlready,

    /// <summary>The edition before was accepted, so no other can take its place.</summary>
    QuotePreviousAccepted,

    /// <summary>The total is not the one the person saw; argument 0 is what they saw, argument 1 the total now.</summary>
    TotalChanged,

    /// <summary>The document is not the one the person saw.</summary>
    DocumentChanged,

    /// <summary>An option is chosen that the quote does not offer.</summary>
    OptionNotOffered,

    /// <summary>Accepting needs a second factor, given within the last argument 0 minutes.</summary>
    AcceptanceNeedsSecondFactor,

    /// <summary>The person has not agreed to the sentence of consent.</summary>
    ConsentMissing,

    /// <summary>The file's name is not that of a kind which is kept here.</summary>
    FileKindNotKept,

    /// <summary>The bytes of the file are not those of the kind its name says.</summary>
    FileNotWhatItSays,

    /// <summary>The number is less than argument 0 or more than argument 1.</summary>
    OutOfRange,

    /// <summary>There are more of them than argument 0.</summary>
    TooMany,

    /// <summary>Another contract has this number.</summary>
    ContractNumberTaken,

    /// <summary>What was asked cannot happen to a contract that stands where this one does; argument 0 is its state (<c>ContractState</c>), argument 1 what was asked (<c>ContractMove</c>).</summary>
    ContractNotInThatState,

    /// <summary>A contract both have signed is not commented on as an offer any more: what should be different goes by an amendment.</summary>
    ChangesGoByAmendment,

    /// <summary>An offer needs a clause that says what is done.</summary>
    ScopeClauseMissing,

    /// <summary>An offer needs a clause that says what it costs.</summary>
    PriceClauseMissing,

    /// <summary>An offer needs a clause that says when and how it is paid.</summary>
    PaymentClauseMissing,

    /// <summary>An offer needs a clause that says how results are accepted.</summary>
    AcceptanceClauseMissing,

    /// <summary>A clause has a heading and no text; argument 0 is the heading.</summary>
    ClauseEmpty,

    /// <summary>An offer needs at least one stage.</summary>
    StageMissing,

    /// <summary>An offer needs a first day.</summary>
    StartMissing,

    /// <summary>An offer needs somebody who answers for it at the provider.</summary>
    ResponsibleStaffMissing,

    /// <summary>An offer needs somebody who answers for it at the client.</summary>
    ResponsibleClientMissing,

    /// <summary>The last day is before the first.</summary>
    EndsBeforeItStarts,

    /// <summary>A stage's last day is before its first; argument 0 is its name.</summary>
    StageEndsBeforeItStarts,

    /// <summary>A stage lies outside the contract's days; argument 0 is its name.</summary>
    StageOutsideContract,

    /// <summary>Nobody can sign for the client: none of its people is a signatory.</summary>
    ClientSignatoryMissing,

    /// <summary>Nobody can sign for the provider: none of the people who work with the client has the right.</summary>
    ProviderSignatoryMissing,

    /// <summary>The stages' prices are locked to an accepted quote.</summary>
    PricesLocked,

    /// <summary>This side has signed already.</summary>
    SideHasSigned,

    /// <summary>The client has signed: the offer cannot be taken back or declined any more.</summary>
    ClientHasSigned,

    /// <summary>The contract would be over before both have signed; argument 0 is its last day.</summary>
    ContractWouldBeOver,

    /// <summary>The contract runs until the end of argument 0 and cannot be completed before.</summary>
    ContractNotOver,

    /// <summary>The contract cannot end that early: the first possible day is argument 0, after argument 1 days of notice.</summary>
    TerminationTooEarly,

    /// <summary>The contract is over by then anyway; argument 0 is its last day.</summary>
    TerminationAfterEnd,

    /// <summary>The consent is not ticked.</summary>
    ConsentNotGiven,

    /// <summary>Signing needs a passkey, or a password with a code of the authenticator.</summary>
    SigningNeedsSecondFactor,

    /// <summary>The last sign-in is more than argument 0 minutes ago: signing needs a fresh one.</summary>
    SignInTooOld,

    /// <summary>Amendments are made to contracts in force; argument 0 is the state this one is in (<c>ContractState</c>).</summary>
    ContractNotInForce,

    /// <summary>What was asked cannot happen to an amendment that stands where this one does; argument 0 is its state (<c>AmendmentState</c>), argument 1 what was asked (<c>AmendmentMove</c>).</summary>
    AmendmentNotInThatState,

    /// <summary>The amendment changes nothing yet.</summary>
    NothingChanges,

    /// <summary>Two changes are about the same thing.</summary>
    ChangedTwice,

    /// <summary>The change is about a clause or a stage that is not in the terms, or adds one that is.</summary>
    ChangeOfWhatIsNotThere,

    /// <summary>The change leaves everything as it is.</summary>
    ChangesNothing,

    /// <summary>The day it applies from is not settled.</summary>
    EffectiveDayMissing,

    /// <summary>The day is too early: the first possible one is argument 0, after argument 1 days of notice.</summary>
    NoticeTooShort,

    /// <summary>The day is before argument 0, from which version argument 1, which it changes, applies.</summary>
    BeforeTheVersionItChanges,

    /// <summary>The day is after the contract's last, argument 0.</summary>
    AfterTheContractEnds,

    /// <summary>The latest revision is this side's own: the other side agrees to it.</summary>
    OtherSidesTurn,

    /// <summary>Both sides have to agree to the latest revision before anybody signs.</summary>
    NotAgreedByBoth,

    /// <summary>Another amendment was signed meanwhile: this one has to be proposed anew, on version argument 0.</summary>
    BaseHasMoved,

    /// <summary>A side does not decline its own amendment: it withdraws it.</summary>
    OwnAmendmentIsWithdrawn,

    /// <summary>A side does not withdraw the other's amendment: it declines it.</summary>
    OthersAmendmentIsDeclined,

    /// <summary>The notice period was waived for these changes already.</summary>
    AlreadyWaived,

    /// <summary>There is no notice period to waive: the client proposed the change itself.</summary>
    NoticeNotNeeded,

    /// <summary>A day of fact lies ahead: today is argument 0.</summary>
    DayNotYet,

    /// <summary>What has ended is a hundred percent done.</summary>
    EndedNotWhole,

    /// <summary>The terms that apply have no such stage.</summary>
    StageNotInTerms,

    /// <summary>The report does not say that the stage has ended.</summary>
    StageGoesOn,

    /// <summary>The stage was accepted already.</summary>
    StageAccepted,

    /// <summary>The box that says the stage is accepted was not ticked.</summary>
    AcceptanceNotConfirmed,

    /// <summary>The box that says an early end cannot be taken back was not ticked.</summary>
    EndNotConfirmed,

    /// <summary>The person has said already that they read this.</summary>
    AlreadyAcknowledged,

    /// <summary>The word is explained in this language already.</summary>
    WordExplained,

    /// <summary>A comma parts words, so none stands in one.</summary>
    CommaInWord,

    /// <summary>The text is not an address that begins with http:// or https://.</summary>
    NotAWebAddress,

    /// <summary>The text is not an address that begins with https://.</summary>
    NotASecretAddress,

    /// <summary>No certificate can be read in the text, or none that is its own issuer.</summary>
    NoRootCertificate,

    /// <summary>The text is not the verifier key of a witness.</summary>
    NotAWitnessKey,

    /// <summary>The witness is asked already.</summary>
    WitnessThere,

    /// <summary>As many witnesses are asked as may be; argument 0 is the most.</summary>
    WitnessesEnough,
}
