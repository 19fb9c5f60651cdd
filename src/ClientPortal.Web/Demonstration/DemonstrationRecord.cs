using ClientPortal.Audit.Trees;

namespace ClientPortal.Web.Demonstration;

/// <summary>The record of the studio: its logs are signed before the last night, so that the night has something to verify.</summary>
internal static class DemonstrationRecord
{
    /// <summary>What happens.</summary>
    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        Scene.On(2, 1, 0, cast => cast.UseAsync<Sequencer, bool>(async sequencer =>
        {
            await PlaceAsync(sequencer, cast.Cancellation);
            return true;
        })),
    ];

    /// <summary>Gives every entry there is its place.</summary>
    public static async Task PlaceAsync(Sequencer sequencer, CancellationToken cancellation)
    {
        while ((await sequencer.RunAsync(cancellation)).Placed > 0) { }
    }
}
