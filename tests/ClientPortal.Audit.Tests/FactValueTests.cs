using ClientPortal.Audit.Facts;

namespace ClientPortal.Audit.Tests;

public sealed class FactValueTests
{
    public static TheoryData<FactValue, FactValue, FactValue> Values => new()
    {
        { new FactValue.Hash(new byte[] { 1, 2 }), new FactValue.Hash(new byte[] { 1, 2 }), new FactValue.Hash(new byte[] { 1, 3 }) },
        { Group(("a", 1), ("b", 2)), Group(("b", 2), ("a", 1)), Group(("a", 1), ("c", 2)) },
        { Sequence(1, 2), Sequence(1, 2), Sequence(2, 1) },
        { new FactValue.Number(1.50m), new FactValue.Number(1.5m), new FactValue.Number(1.51m) },
        { new FactValue.Change(null, Sequence(1)), new FactValue.Change(null, Sequence(1)), new FactValue.Change(Sequence(1), null) },
    };

    // A fact tells a change by comparing values: two that say the same must not count as a change.
    [Theory]
    [MemberData(nameof(Values))]
    public void Values_are_equal_when_they_say_the_same(FactValue value, FactValue same, FactValue other)
    {
        Assert.True(value == same);
        Assert.Equal(value.GetHashCode(), same.GetHashCode());
        Assert.False(value == other);
    }

    [Fact]
    public void People_are_told_once_however_often_named_and_nobody_only_when_said()
    {
        var person = PersonId.New();

        Assert.Equal([person], Audience.Of(person, person).Recipients);
        Assert.Empty(Audience.Nobody.Recipients);
    }

    private static FactValue.Group Group(params (string Name, long Value)[] values) =>
        new(values.ToDictionary(pair => pair.Name, FactValue (pair) => new FactValue.Whole(pair.Value), StringComparer.Ordinal));

    private static FactValue.Sequence Sequence(params long[] values) => new([.. values.Select(FactValue (value) => new FactValue.Whole(value))]);
}
