using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Records.Attesting;
using ClientPortal.Domain.Records.Structure;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Web.Hosting;
using ClientPortal.Web.Reading;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Logs;

internal static class LogsSetup
{
    /// <summary>The sequencer with its master key, which Development makes for itself.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        var ownKey = Path.Combine(Database.DataFolder(builder.Environment), "record-key");
        builder.Services.AddOptions<RecordOptions>()
            .BindConfiguration(RecordOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => isDevelopment || !string.IsNullOrWhiteSpace(options.MasterKeyFile),
                $"{RecordOptions.Section}:{nameof(RecordOptions.MasterKeyFile)} must name a file with {MasterKey.Length} bytes in base64.")
            .Validate(
                options => ReaderPreferences.FindZone(options.VerifyZone) is not null,
                $"{RecordOptions.Section}:{nameof(RecordOptions.VerifyZone)} must be a zone of the IANA database, such as Europe/Berlin.")
            .ValidateOnStart();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<IOptions<RecordOptions>>().Value.MasterKeyFile is { Length: > 0 } named
            ? MasterKeyFile.Read(named)
            : MasterKeyFile.ReadOrMake(ownKey));
        builder.Services.AddSingleton(provider => new Sequencer(
            provider.GetRequiredService<WorkerDb>().Source,
            provider.GetRequiredService<IOptions<PortalOptions>>().Value.PublicAddress!.Authority,
            provider.GetRequiredService<MasterKey>(),
            provider.GetRequiredService<TimeProvider>()));
        var ownSeal = Path.Combine(Database.DataFolder(builder.Environment), "seal.p12");
        builder.Services.AddSingleton(provider => (provider.GetRequiredService<IOptions<RecordOptions>>().Value, isDevelopment) switch
        {
            ({ SealFile: { Length: > 0 } named } options, _) => PortalSeal.Read(named, options.SealPasswordFile),
            (_, true) => PortalSeal.ReadOrMake(ownSeal, provider.GetRequiredService<IOptions<PortalOptions>>().Value.ProviderName, provider.GetRequiredService<TimeProvider>()),
            _ => new PortalSeal(null),
        });
        builder.Services.AddHostedService<SequencerService>();
        if (isDevelopment) builder.Services.Replace(ServiceDescriptor.Singleton(new OutsideAddress(WitnessMayBeHere: true)));
        builder.Services.AddSingleton(provider => new AttestationRuns(provider.GetRequiredService<WorkerDb>(), provider.GetRequiredService<TimeProvider>(), AttestationRuns.Patience));
        builder.Services.AddHostedService<AttestationService>();
        builder.Services.AddSingleton<VerificationRuns>().AddHostedService<VerificationService>();
        builder.Services.AddSingleton<StructureAlarm>().AddHostedService<StructureService>();
        builder.Services.AddHealthChecks().AddCheck<RecordIsWhole>("record", timeout: RecordIsWhole.Patience);
    }
}
