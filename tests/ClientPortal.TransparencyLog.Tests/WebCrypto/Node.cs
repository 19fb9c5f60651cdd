using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ClientPortal.TransparencyLog.Tests.WebCrypto;

/// <summary>The Node that Playwright's package carries for each system, so that nothing has to be installed.</summary>
internal static class Node
{
    public static async Task<bool[]> AnswersAsync(IEnumerable<Question> questions)
    {
        using var process = Process.Start(new ProcessStartInfo(Program(), [Path.Combine(AppContext.BaseDirectory, "WebCrypto", "verify.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(questions, JsonSerializerOptions.Web));
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonSerializer.Deserialize<bool[]>(await output)!;
    }

    private static string Program()
    {
        var folder = typeof(Node).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "NodeFolder").Value!;
        var isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        return OperatingSystem.IsWindows() ? Path.Combine(folder, "win32_x64", "node.exe")
            : Path.Combine(folder, $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{(isArm ? "arm64" : "x64")}", "node");
    }

    /// <summary>Does this receipt say of this entry that it stands in the log of this key?</summary>
    public sealed record Question(string Key, byte[] Receipt, byte[] Entry);
}
