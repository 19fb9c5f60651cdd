using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClientPortal.Web.Tests.Weather.Crashes;

/// <summary>Numbers without a pattern that come again with the same seed. Not for several threads at once.</summary>
/// <param name="seed">Any text.</param>
internal sealed class Chance(string seed)
{
    private long _drawn;

    /// <summary>A number from 0 to below a limit.</summary>
    public int Below(int limit) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{_drawn++}"))) % (ulong)limit);
}
