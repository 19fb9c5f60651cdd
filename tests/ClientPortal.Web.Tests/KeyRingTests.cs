using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClientPortal.Web.Tests;

/// <summary>The keys of cookies at rest.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"key-ring-{Guid.CreateVersion7():n}.pfx");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task With_a_certificate_the_keys_lie_encrypted_in_the_database_and_another_node_reads_them()
    {
        Make(_file, "a password");
        using var host = new ProductionHost();
        using var one = Encrypted(host);
        using var other = Encrypted(host);

        var hidden = one.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("who I am");

        Assert.Equal("who I am", other.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(hidden));
        await using var connection = new NpgsqlConnection(host.Settings["ConnectionStrings:Owner"]);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var read = new NpgsqlCommand("SELECT string_agg(xml, ' ') FROM portal.key_ring", connection);
        var kept = (string)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains("EncryptedData", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_stops_the_start_and_is_named()
    {
        using var host = new ProductionHost();
        using var wrong = Encrypted(host);

        Assert.Contains("Portal:KeyRingCertificate", Assert.Throws<InvalidOperationException>(wrong.StartServer).Message, StringComparison.Ordinal);
    }

    private Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<ClientPortal.Web.Hosting.PortalOptions> Encrypted(ProductionHost host)
    {
        var node = host.WithWebHostBuilder(builder => builder
            .UseSetting("Portal:KeyRingInClear", "false").UseSetting("Portal:KeyRingCertificate", _file).UseSetting("Portal:KeyRingPassword", "a password"));
        node.UseKestrel(0);
        return node;
    }

    private static void Make(string file, string password)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
    }
}
