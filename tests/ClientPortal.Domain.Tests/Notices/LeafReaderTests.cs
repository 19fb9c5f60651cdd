using ClientPortal.Audit.Entries;
using ClientPortal.Audit.Facts;
using ClientPortal.Audit.Leaves;
using FsCheck;
using FsCheck.Fluent;

namespace ClientPortal.Domain.Tests.Notices;

public sealed class LeafReaderTests
{
    [Fact]
    public void What_was_written_into_a_leaf_is_read_back() => Prop.ForAll(Facts, fact =>
    {
        var entry = Entry.For(fact, fact.Subject.Id.Version == 7 ? PersonId.New() : null, FakeClock.Start);
        var read = LeafReader.Read(entry.Leaf);
        return (read.Id, read.Client, read.Code, read.Subject, read.At, read.Actor) == (entry.Id, entry.ClientId, fact.Code, fact.Subject, entry.At, entry.ActorId)
            && new FactValue.Group(read.Values) == new FactValue.Group(fact.Values)
            && entry.Personal.All(value => read.Personal[value.Name] == value.Commit()) && read.Personal.Count == fact.Personal.Count;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"v":2}""")]
    [InlineData("""{"v":1,"id":1}""")]
    public void Bytes_that_are_no_leaf_are_refused(string bytes) =>
        Assert.Throws<FormatException>(() => LeafReader.Read(System.Text.Encoding.UTF8.GetBytes(bytes)));

    private static Arbitrary<Fact> Facts { get; } = Arb.From(
        from text in Texts
        from own in Gen.Elements(true, false)
        from values in Gen.ListOf(Values(depth: 2), 4)
        select new Fact("area.happened", own ? null : ClientId.New(), new FactSubject("thing", Guid.CreateVersion7()), Audience.Nobody)
        {
            Values = values.Select((value, i) => (Name: $"v{i}", Value: value)).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
            Personal = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = text },
        });

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<NonNull<string>>()
        .Select(text => new string([.. text.Get.Where(sign => !char.IsSurrogate(sign))]));

    private static Gen<FactValue> Values(int depth)
    {
        var plain = Gen.OneOf(
            Texts.Select(FactValue (text) => new FactValue.Text(text)),
            ArbMap.Default.GeneratorFor<int>().Select(FactValue (number) => new FactValue.Whole(number * 4_000_000L)),
            ArbMap.Default.GeneratorFor<decimal>().Select(FactValue (number) => new FactValue.Number(number)),
            Gen.Elements<FactValue>(new FactValue.Flag(true), new FactValue.Flag(false)),
            Gen.Choose(0, 3_000_000).Select(FactValue (day) => new FactValue.Day(DateOnly.FromDayNumber(day))),
            Gen.Choose(0, int.MaxValue).Select(FactValue (microseconds) => new FactValue.Moment(FakeClock.Start.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond))),
            ArbMap.Default.GeneratorFor<decimal>().Select(FactValue (amount) => new FactValue.Amount(amount, "EUR")),
            Gen.Fresh(FactValue () => new FactValue.Reference(Guid.CreateVersion7())),
            ArbMap.Default.GeneratorFor<byte[]>().Select(FactValue (bytes) => new FactValue.Hash(System.Security.Cryptography.SHA256.HashData(bytes))));
        return depth == 0 ? plain : Gen.OneOf(
            plain,
            from old in Values(depth - 1)
            from changed in Values(depth - 1)
            from isNew in Gen.Elements(true, false)
            select (FactValue)new FactValue.Change(isNew ? null : old, changed),
            Gen.ListOf(Values(depth - 1), 3).Select(FactValue (items) => new FactValue.Sequence([.. items])),
            Values(depth - 1).Select(FactValue (value) => new FactValue.Group(new Dictionary<string, FactValue>(StringComparer.Ordinal) { ["part"] = value })));
    }
}
