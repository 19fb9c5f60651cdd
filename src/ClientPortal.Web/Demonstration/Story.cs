using ClientPortal.Audit.Trees;
using ClientPortal.Domain.Records.Verifying;
using ClientPortal.Web.Deliveries;
using ClientPortal.Web.Due;
using ClientPortal.Web.Logs;
using ClientPortal.Web.Mail;
using ClientPortal.Web.Reading;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClientPortal.Web.Demonstration;

/// <summary>
/// Plays the demonstration's past through the portal as it was built, on a clock that moves from scene to scene: what has
/// fallen due is noted as each scene begins, and each letter goes out at its hour, into the folder of Development's mail.
/// </summary>
internal sealed class Story : IAsyncDisposable
{
    // How many days before the end a letter is refused: late enough that an administrator may still be at it.
    private const int TroubleAgo = 30;

    private readonly ServiceProvider _services;
    private readonly StoryClock _clock;
    private readonly DateTimeOffset _end;

    /// <param name="portal">The portal's services; they are used once more beside the ones that will serve.</param>
    /// <param name="days">How many days the story is long.</param>
    public Story(IServiceCollection portal, int days)
    {
        _end = TimeProvider.System.GetUtcNow();
        _clock = new StoryClock(Midnight(Today.AddDays(-days)));
        var services = new ServiceCollection();
        foreach (var service in portal) services.Add(service);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
        services.Replace(ServiceDescriptor.Singleton<IMailer>(provider => new StoryMailer(provider.GetRequiredService<MailFolder>(), _end.AddDays(-TroubleAgo))));
        _services = services.BuildServiceProvider();
    }

    /// <summary>The day the story ends on: today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(_end.UtcDateTime);

    /// <summary>The story's clock.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>Opens scopes of services that live in the story's time.</summary>
    public IServiceScopeFactory Scopes => _services.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Plays the scenes in the order of their moments, and goes on until today.</summary>
    public async Task PlayAsync(IEnumerable<Scene> scenes, CancellationToken cancellation)
    {
        var cast = new Cast(Scopes, _clock, Today, cancellation);
        foreach (var scene in scenes.OrderBy(scene => scene.Moment(Today)))
        {
            await GoOnAsync(scene.Moment(Today), cancellation);
            await scene.PlayAsync(cast);
            await PlaceAsync(cancellation);
            await _services.GetRequiredService<Dispatcher>().DispatchAsync(cancellation);
        }

        await GoOnAsync(_end, cancellation);
    }

    /// <summary>The night's verification of the record, once every entry has its place.</summary>
    public async Task VerifyAsync(CancellationToken cancellation)
    {
        await PlaceAsync(cancellation);
        var runs = _services.GetRequiredService<VerificationRuns>();
        var options = _services.GetRequiredService<IOptions<RecordOptions>>().Value;
        await runs.AskNightlyAsync(options.VerifyHour, ReaderPreferences.FindZone(options.VerifyZone)!, cancellation);
        await runs.RunAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task GoOnAsync(DateTimeOffset moment, CancellationToken cancellation)
    {
        _clock.MoveTo(moment);
        if (await _services.GetRequiredService<DueWork>().RunAsync(cancellation) == 0) return;
        await PlaceAsync(cancellation);
        await _services.GetRequiredService<Dispatcher>().DispatchAsync(cancellation);
    }

    // Letters wait for the receipts they carry.
    private async Task PlaceAsync(CancellationToken cancellation)
    {
        while ((await _services.GetRequiredService<Sequencer>().RunAsync(cancellation)).MayBeMore) { }
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
