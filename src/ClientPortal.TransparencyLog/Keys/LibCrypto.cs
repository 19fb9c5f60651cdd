using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ClientPortal.TransparencyLog;

/// <summary>The few calls into OpenSSL's libcrypto that Ed25519 takes; the same in 1.1.1 and 3.</summary>
internal static partial class LibCrypto
{
    private const string Library = "libcrypto";
    private const int Ed25519Type = 1087;

    private static readonly nint Loaded = Load();

    /// <summary>Whether a libcrypto that knows raw Ed25519 keys was found.</summary>
    public static bool IsThere { get; } = Loaded != 0 && NativeLibrary.TryGetExport(Loaded, "EVP_PKEY_new_raw_private_key", out _) && CanMakeKeys();

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        using var key = PrivateKey(seed);
        var bytes = new byte[Ed25519.KeyLength];
        nuint length = Ed25519.KeyLength;
        Require(EVP_PKEY_get_raw_public_key(key, bytes, ref length));
        return bytes;
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        using var key = PrivateKey(seed);
        using var context = EVP_MD_CTX_new();
        Require(EVP_DigestSignInit(context, 0, 0, 0, key));
        var signature = new byte[Ed25519.SignatureLength];
        nuint length = Ed25519.SignatureLength;
        Require(EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length));
        return signature;
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = EVP_PKEY_new_raw_public_key(Ed25519Type, 0, publicKey, (nuint)publicKey.Length);
        using var context = EVP_MD_CTX_new();
        var fits = !key.IsInvalid && !context.IsInvalid
            && EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
            && EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        // What stays in the thread's list of errors would be taken for somebody else's.
        if (!fits) ERR_clear_error();
        return fits;
    }

    private static KeyHandle PrivateKey(ReadOnlySpan<byte> seed)
    {
        var key = EVP_PKEY_new_raw_private_key(Ed25519Type, 0, seed, (nuint)seed.Length);
        Require(key.IsInvalid ? 0 : 1);
        return key;
    }

    private static void Require(int outcome)
    {
        if (outcome == 1) return;
        ERR_clear_error();
        throw new CryptographicException("OpenSSL refused an Ed25519 operation.");
    }

    // A libcrypto built or configured without Ed25519 has the function and refuses the type.
    private static bool CanMakeKeys()
    {
        using var key = EVP_PKEY_new_raw_private_key(Ed25519Type, 0, new byte[Ed25519.KeyLength], Ed25519.KeyLength);
        if (key.IsInvalid) ERR_clear_error();
        return !key.IsInvalid;
    }

    private static nint Load()
    {
        foreach (var name in Names())
        {
            if (!NativeLibrary.TryLoad(name, typeof(LibCrypto).Assembly, DllImportSearchPath.SafeDirectories, out var library)) continue;
            NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, (asked, _, _) => asked == Library ? library : 0);
            return library;
        }

        return 0;
    }

    // By full name and version: the plain name on macOS is Apple's own, which ends the process that loads it.
    private static string[] Names()
    {
        if (OperatingSystem.IsWindows())
        {
            return RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? ["libcrypto-3-arm64.dll", "libcrypto-1_1-arm64.dll"]
                : ["libcrypto-3-x64.dll", "libcrypto-1_1-x64.dll"];
        }

        if (OperatingSystem.IsMacOS())
        {
            return
            [
                "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib",
                "libcrypto.3.dylib", "libcrypto.1.1.dylib",
            ];
        }

        return ["libcrypto.so.3", "libcrypto.so.1.1"];
    }

    [LibraryImport(Library)]
    private static partial KeyHandle EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial KeyHandle EVP_PKEY_new_raw_public_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial int EVP_PKEY_get_raw_public_key(KeyHandle key, Span<byte> bytes, ref nuint length);

    [LibraryImport(Library)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    private static partial ContextHandle EVP_MD_CTX_new();

    [LibraryImport(Library)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSignInit(ContextHandle context, nint keyContext, nint type, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSign(ContextHandle context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerifyInit(ContextHandle context, nint keyContext, nint type, nint engine, KeyHandle key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerify(ContextHandle context, ReadOnlySpan<byte> signature, nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial void ERR_clear_error();

    private sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    private sealed class ContextHandle() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_MD_CTX_free(handle);
            return true;
        }
    }
}
