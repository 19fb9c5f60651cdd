using ClientPortal.Domain.Shared;

namespace ClientPortal.Domain.Tests.Isolation;

/// <summary>Runs one use case as somebody.</summary>
internal static class Trying
{
    /// <summary>What an intruder got that they must not, as ends of sentences.</summary>
    public static async Task<IReadOnlyCollection<string>> TryAsync(this TwoCompanies portal, UseCase useCase, Intruder intruder, object? instance)
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        var things = Arguments.Things(useCase.Method);
        var known = things.ToDictionary(id => id, id => portal.ThingsAsync(id).GetAwaiter().GetResult());
        if (known.FirstOrDefault(kind => kind.Value.Count == 0).Key is { } missing) return [$"was not tried: there is no {missing.Name} in {nameof(TwoCompanies)}"];
        // The same arguments in the same order, once with what is there and once with what is nowhere.
        var nowhere = things.ToDictionary(id => id, id => (IReadOnlyList<object>)[.. known[id].Select(_ => Arguments.Unknown(id))]);
        var real = new Arguments(id => known.GetValueOrDefault(id) ?? portal.ThingsAsync(id).GetAwaiter().GetResult(), portal.Clock.Now).For(useCase.Method);
        var unknown = new Arguments(id => nowhere.GetValueOrDefault(id) ?? [Arguments.Unknown(id)], portal.Clock.Now).For(useCase.Method);
        for (var i = 0; i < real.Count; i++)
        {
            var said = await Said.ByAsync(useCase, instance, [intruder.As(useCase), .. real[i]]);
            if (useCase.Writes && said.IsDone) faults.Add($"was done: {said.Text}");
            if (portal.Secrets.FirstOrDefault(secret => said.Text.Contains(secret, StringComparison.Ordinal)) is { } shown) faults.Add($"showed {shown}: {said.Text}");
            if (intruder.Wrong is Wrong.ShutOut or Wrong.Nobody && !said.IsNothing && !said.IsEmpty && !useCase.Writes) faults.Add($"showed {said.Text}");
            // "Nothing" is the same for things that are nowhere: asked once, where anything else is asked each time.
            if (things.Count == 0 || (i > 0 && said.IsNothing)) continue;
            var expected = await Said.ByAsync(useCase, instance, [intruder.As(useCase), .. unknown[i]]);
            // Who was of this client may get an empty page of it where others get none.
            if (said.Text != expected.Text && !(intruder.Wrong == Wrong.ShutOut && said.IsEmpty && !useCase.Writes)) faults.Add($"told what is there: {said.Text} in place of {expected.Text}");
        }

        return faults;
    }

    /// <summary>Whether somebody got further than what is said of things that are nowhere.</summary>
    public static async Task<bool> ReachesAsync(this TwoCompanies portal, UseCase useCase, Actor actor, object? instance, List<string> answers)
    {
        var who = new Intruder("somebody who may", default, actor);
        foreach (var arguments in new Arguments(id => portal.ThingsAsync(id).GetAwaiter().GetResult(), portal.Clock.Now).For(useCase.Method))
        {
            var said = await Said.ByAsync(useCase, instance, [who.As(useCase), .. arguments]);
            answers.Add(said.Text);
            // Without a thing to find, nothing but the end shows that the form was whole.
            if (useCase.Writes && Arguments.Things(useCase.Method).Count == 0 ? said.IsDone : !said.IsNothing) return true;
        }

        return false;
    }
}
