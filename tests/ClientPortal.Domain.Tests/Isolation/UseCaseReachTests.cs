using ClientPortal.Domain.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>That <see cref="UseCaseIsolationTests"/> means something: with the same arguments somebody who may gets through.</summary>
public sealed class UseCaseReachTests(TwoCompanies portal) : IClassFixture<TwoCompanies>
{
    [Fact]
    public async Task Whatever_is_tried_by_who_must_not_is_reached_by_somebody_who_may()
    {
        var unreached = new List<string>();
        // Access comes last: it shuts people out.
        var all = UseCase.In(typeof(Outcome<>).Assembly.GetExportedTypes()).OrderBy(useCase => useCase.Method.DeclaringType!.Namespace!.EndsWith(".Access", StringComparison.Ordinal));
        foreach (var useCase in all.Where(useCase => !UseCaseExceptions.NotReached.ContainsKey(useCase.Name)))
        {
            var instance = useCase.Method.IsStatic ? null : portal.Services.GetRequiredService(useCase.Method.DeclaringType!);
            var answers = new List<string>();
            var isReached = false;
            foreach (var actor in portal.Rightful.TakeWhile(_ => !isReached)) isReached = await portal.ReachesAsync(useCase, actor, instance, answers);
            if (!isReached) unreached.Add($"{useCase}: {string.Join(" | ", answers.Distinct(StringComparer.Ordinal))}");
        }

        Assert.Empty(string.Join('\n', unreached));
    }
}
