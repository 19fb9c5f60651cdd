using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>
/// Every use case and read there is, found by the test itself, tried by who must not: with the identifiers of things that are
/// there the answer is the one for identifiers nobody has, no command is done, and no row of any table is another than before.
/// </summary>
public sealed class UseCaseIsolationTests(TwoCompanies portal) : IClassFixture<TwoCompanies>
{
    private static readonly IReadOnlyList<UseCase> All = UseCase.In(typeof(Outcome<>).Assembly.GetExportedTypes());

    [Fact]
    public async Task Another_clients_people_learn_nothing_and_change_nothing() => Assert.Empty(Told(await TryAllAsync(Wrong.Client)));

    [Fact]
    public async Task Who_keeps_people_learns_nothing_of_a_client_and_changes_nothing() => Assert.Empty(Told(await TryAllAsync(Wrong.Role)));

    [Fact]
    public async Task Who_only_reads_changes_nothing() => Assert.Empty(Told(await TryAllAsync(Wrong.Auditor)) + Told(await TryAllAsync(Wrong.Viewer)));

    [Fact]
    public async Task Who_was_shut_out_learns_nothing_and_changes_nothing_whatever_is_still_open_on_their_screen() => Assert.Empty(Told(await TryAllAsync(Wrong.ShutOut)));

    [Fact]
    public async Task Nobody_learns_anything_or_changes_anything_whatever_they_say_they_are() => Assert.Empty(Told(await TryAllAsync(Wrong.Nobody)));

    [Fact]
    public void What_is_not_tried_runs_on_nobodys_behalf_and_is_named() =>
        Assert.Equal(UseCaseExceptions.OnNobodysBehalf.Keys.Order(StringComparer.Ordinal), UseCase.OnNobodysBehalf(typeof(Outcome<>).Assembly.GetExportedTypes()));

    [Fact]
    public void Every_exception_is_of_a_use_case_that_is_there() =>
        Assert.All(UseCaseExceptions.Let.SelectMany(exception => exception.UseCases), name => Assert.Contains(All, found => UseCaseExceptions.IsOf(name, found.Name)));

    [Theory]
    [InlineData(nameof(LetsEverybodyIn), "was done")]
    [InlineData(nameof(ShowsEverybody), "showed")]
    [InlineData(nameof(TellsWhatIsThere), "told what is there")]
    [InlineData(nameof(ChangesBehindTheScenes), "changed contract_draft")]
    public async Task A_use_case_that_lets_everybody_in_is_found(string sample, string how)
    {
        var type = typeof(UseCaseIsolationTests).Assembly.GetType($"{typeof(UseCaseIsolationTests).Namespace}.{sample}")!;
        var foreign = portal.Intruders.First(who => who.Wrong == Wrong.Client);

        var found = await TryAsync(UseCase.In([type]), foreign, useCase => Made(useCase.Method.DeclaringType!));

        Assert.Contains(found, fault => fault.Contains(how, StringComparison.Ordinal));
    }

    // As one text, so that a failure shows all of them.
    private static string Told(IEnumerable<string> faults) => string.Join('\n', faults);

    private object Made(Type type) => ActivatorUtilities.CreateInstance(
        portal.Services, type, [.. type.GetConstructors()[0].GetParameters().Where(parameter => parameter.ParameterType == typeof(TwoCompanies)).Select(_ => portal)]);

    private async Task<List<string>> TryAllAsync(Wrong wrong)
    {
        var faults = new List<string>();
        foreach (var intruder in portal.Intruders.Where(who => who.Wrong == wrong))
            faults.AddRange(await TryAsync(All, intruder, useCase => useCase.Method.IsStatic ? null : portal.Services.GetRequiredService(useCase.Method.DeclaringType!)));
        return faults;
    }

    private async Task<List<string>> TryAsync(IReadOnlyList<UseCase> useCases, Intruder intruder, Func<UseCase, object?> instance)
    {
        var faults = new List<string>();
        var tried = useCases.Where(useCase => (useCase.Writes || intruder.Wrong is not (Wrong.Auditor or Wrong.Viewer)) && !UseCaseExceptions.Lets(useCase, intruder.Wrong)).ToList();
        var before = await portal.TablesAsync();
        foreach (var useCase in tried)
        {
            foreach (var fault in await portal.TryAsync(useCase, intruder, instance(useCase))) faults.Add($"{useCase}: {intruder.Who} {fault}");
        }

        var after = await portal.TablesAsync();
        faults.AddRange(after.Where(table => before[table.Key] != table.Value).Select(table => $"{intruder.Who} changed {table.Key} by one of: {string.Join(", ", tried)}"));
        return faults;
    }
}
