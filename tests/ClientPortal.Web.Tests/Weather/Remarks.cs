using ClientPortal.Web.Components.Kit;

namespace ClientPortal.Web.Tests.Weather;

/// <summary>A write that leaves everything a write can leave: a remark on an amendment, with its entry and the notices to both sides.</summary>
internal static class Remarks
{
    /// <summary>Who remarks: somebody of a client who signs in with a password alone.</summary>
    public const string Reader = "tom@harbourbooks.example";

    /// <summary>A query for the amendments under discussion with that client.</summary>
    public const string Amendments =
        "SELECT a.id FROM portal.amendment a JOIN portal.client c ON c.id = a.client_id WHERE c.name = 'Harbour Books' AND a.state IN ('Proposed', 'UnderDiscussion')";

    /// <summary>The form that remarks on the amendment under discussion.</summary>
    public static async Task<Walker.Form> FormAsync(DemonstrationHost host, Walker reader) => await FormAsync((await host.ReadAsync<Guid>(Amendments))[0], reader);

    /// <summary>The form that remarks on an amendment.</summary>
    public static async Task<Walker.Form> FormAsync(Guid amendment, Walker reader)
    {
        var address = $"/amendments/{amendment}";
        return Walker.FormsOf(address, (await reader.GetAsync(address)).Page).Single(form => form.Name == "whole");
    }

    /// <summary>The form with a remark in it, as a command of its own.</summary>
    public static Walker.Form With(this Walker.Form form, string text)
    {
        var command = Guid.CreateVersion7().ToString();
        return form with { Fields = [.. form.Fields.Select(field => field.Name == "whole.Text" ? field with { Value = text } : field.Name == CommandForm.CommandField ? field with { Value = command } : field)] };
    }

    /// <summary>Sends a form as it is.</summary>
    public static Task<Walker.Answer> SendAsync(this Walker reader, Walker.Form form) => reader.SendAsync(form, _ => null);

    /// <summary>The remarks that are kept and begin so, each as often as it is kept.</summary>
    public static Task<List<string>> KeptAsync(DemonstrationHost host, string beginning) =>
        host.ReadAsync<string>($"SELECT text FROM portal.amendment_comment WHERE text LIKE '{beginning}%'");
}
