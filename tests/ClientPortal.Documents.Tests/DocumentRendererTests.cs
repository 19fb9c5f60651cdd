using ClientPortal.Audit.Ids;
using ClientPortal.Domain.Access;
using ClientPortal.Domain.Clients;
using ClientPortal.Domain.Contracts;
using ClientPortal.Domain.Contracts.Signing;
using ClientPortal.Domain.Contracts.Stages;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Documents.Tests;

public class DocumentRendererTests
{
    private static readonly PersonId Orlova = PersonId.New();
    private static readonly PersonId Kotov = PersonId.New();
    private static readonly ClientDetails Client = new("Вектор", "ООО «Вектор»", "ИНН 7701234567", "115035, Москва", Language.Russian, "Europe/Moscow");
    private readonly DocumentRenderer _renderer = new(new ProviderParty("Northlight Studio Ltd", "Company number 01234567"));

    private static Terms Terms { get; } = new()
    {
        Number = "2026-014",
        Title = "Сайт и поддержка",
        Currency = Currency.Of("RUB"),
        Zone = "Europe/Moscow",
        Language = Language.Russian,
        StartsOn = new DateOnly(2026, 3, 1),
        EndsOn = new DateOnly(2026, 9, 30),
        Periods = NoticePeriods.Default,
        ResponsibleStaff = Orlova,
        ResponsibleClient = Kotov,
        SourceQuoteId = null,
        Clauses = [.. Enum.GetValues<ClauseKind>().Reverse().Select((kind, i) => new Clause(ClauseId.New(), kind, $"Заголовок {i + 1}", $"Условие под номером {i + 1}."))],
        Stages =
        [
            new Stage(StageId.New(), "Прототип", new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 14), Money.Exactly(234_567.5m, Currency.Of("RUB")), "Карта сайта", Orlova, null),
            new Stage(StageId.New(), "Поддержка", new DateOnly(2026, 4, 15), new DateOnly(2026, 9, 30), Money.Exactly(1_000_000m, Currency.Of("RUB")), "", null, null),
        ],
    };

    private const string Key = "portal.example/log/01979f3c-2222-7bbb-8ccc-0123456789ab+1a2b3c4d+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEfGhIj";

    private byte[] Offered() => _renderer.Contract(new ContractToRender(
        Terms, 1, new string('a', 64), Client,
        new Dictionary<PersonId, PersonToRender> { [Orlova] = new("Мария Орлова", "orlova@provider.example"), [Kotov] = new("Иван Котов", "kotov@vector.example") },
        Key, Samples.MadeAt));

    [Fact]
    public void A_contract_carries_the_key_that_verifies_the_record_of_its_changes() =>
        Assert.Contains(Key, Poppler.Text(Offered()).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void A_contract_carries_every_clause_in_its_order_and_every_stage_in_the_language_that_binds()
    {
        var parts = Terms.Clauses.SelectMany((clause, i) => new[] { $"{i + 1}.", clause.Heading, clause.Text })
            .Concat(Terms.Stages.Select(stage => stage.Name)).Prepend("ООО «Вектор»");

        Expect.InOrder(Offered(), parts);
    }

    [Fact]
    public void A_signed_contract_begins_with_the_very_bytes_of_the_offered_one()
    {
        var offered = Offered();
        var signature = new SignatureShown(
            Side.Client, Kotov, "Иван Котов", Samples.MadeAt.AddHours(1), ContentHash.Of(offered).Hex, SignInMethod.PasswordAndCode, Samples.MadeAt.AddHours(1), "203.0.113.7",
            "Firefox", Consent.Text(Consent.Current, Language.Russian));

        var signed = _renderer.Signed(new SignedToRender(
            ContractDocumentKind.SignedContract, Terms.Number, null, Terms.Title, Terms.Language, Terms.Zone, offered, Client, [signature]));

        Assert.Equal(offered, signed[..offered.Length]);
        Assert.Contains("Иван Котов", Poppler.Text(signed), StringComparison.Ordinal);
    }
}
