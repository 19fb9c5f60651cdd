#pragma warning disable MA0182 // Samples are looked at, not used.

namespace ClientPortal.Architecture.Tests.Samples.Areas.High
{
    internal sealed class Above
    {
        public Low.Plain? Beneath { get; set; }
    }
}

namespace ClientPortal.Architecture.Tests.Samples.Areas.Low
{
    internal sealed class Plain;

    internal sealed class InShape
    {
        public List<High.Above> Kept { get; } = [];
    }

    internal static class InCode
    {
        public static object Made() => new High.Above();
    }

    internal static class InLambda
    {
        public static Func<object> Maker(int seed) => () => seed > 0 ? new High.Above() : string.Empty;
    }
}
