using ClientPortal.Domain.Access;
using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Access;

public sealed class PasswordPolicyTests(TestPortal portal) : IClassFixture<TestPortal>, IAsyncLifetime
{
    private PersonId _person;

    public async ValueTask InitializeAsync()
    {
        var administrator = await portal.AdministratorAsync();
        _person = await portal.PersonAsync(administrator, $"Marina Соколова {Guid.CreateVersion7():n}", Role.Finance);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("violet harbour 41")]
    [InlineData("тихая гавань у моря")]
    [InlineData("Correct horse battery staple")]
    [InlineData("qwerty sits by the quiet river")]
    [InlineData("мой пароль длиннее вашего")]
    [InlineData("🌊🌋🌲 three signs and a word")]
    [InlineData("tr0ub4dor&3 xkcd")]
    [InlineData("Соколова летит над рекой")]
    public async Task Long_and_not_to_be_guessed_is_good_whatever_it_is_made_of(string password) => Assert.Empty(await RefusalsAsync(password));

    [Theory]
    [InlineData("short 1!", Rule.PasswordTooShort)]
    [InlineData("коротко", Rule.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", Rule.PasswordTooUniform)]
    [InlineData("ababababababababab", Rule.PasswordTooUniform)]
    [InlineData("лалалалалалала", Rule.PasswordTooUniform)]
    [InlineData("Password1234", Rule.PasswordGuessable)]
    [InlineData("passwordpassword", Rule.PasswordGuessable)]
    [InlineData("QWERTY123456", Rule.PasswordGuessable)]
    [InlineData("ЙЦУКЕНпароль1", Rule.PasswordGuessable)]
    [InlineData("любовьлюбовь12", Rule.PasswordGuessable)]
    [InlineData("ClientPortal2026", Rule.PasswordGuessable)]
    [InlineData("marinaСоколова7", Rule.PasswordGuessable)]
    [InlineData("marina@people.test", Rule.PasswordGuessable)]
    public async Task Short_uniform_or_tried_first_is_refused_with_the_reason(string password, Rule reason) => Assert.Contains(reason, await RefusalsAsync(password));

    [Fact]
    public async Task There_is_an_end_to_what_is_hashed() => Assert.NotEmpty(await RefusalsAsync(string.Concat(Enumerable.Repeat("long and good ", 20))));

    private Task<List<Rule>> RefusalsAsync(string password) => portal.WithUsersAsync(_person, async (users, person) =>
    {
        var refusals = new List<Rule>();
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, person, password);
            if (!result.Succeeded) refusals.AddRange(IdentityRefusals.Of(result, "Password").Select(refusal => refusal.Rule));
        }

        return refusals;
    });
}
