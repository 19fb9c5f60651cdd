using System.Security.Cryptography;
using System.Text;
using ClientPortal.Audit.Trees;

namespace ClientPortal.Web.Logs;

/// <summary>Where the master key lies.</summary>
internal static class MasterKeyFile
{
    private const string Setting = $"{RecordOptions.Section}:{nameof(RecordOptions.MasterKeyFile)}";

    /// <summary>Reads the key.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read, or holds something else.</exception>
    public static MasterKey Read(string path)
    {
        try
        {
            return new MasterKey(Convert.FromBase64String(File.ReadAllText(path).Trim()));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new InvalidOperationException($"{Setting} cannot be read: {unreadable.Message} Make one with: openssl rand -base64 {MasterKey.Length}", unreadable);
        }
    }

    /// <summary>Reads the key, and makes one where there is none; several programs that begin at once get the same.</summary>
    public static MasterKey ReadOrMake(string path)
    {
        OwnFile.Ensure(path, () => Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length)) + "\n"));
        return Read(path);
    }
}
