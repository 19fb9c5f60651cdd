using System.Globalization;
using ClientPortal.Domain.Data;
using ClientPortal.Domain.Shared;
using ClientPortal.Web.Components.Kit;

namespace ClientPortal.Web.Forms;

/// <summary>For a page with several small forms: which one was posted, what it held, what was wrong with it.</summary>
public sealed class PostedForms(FormReply reply, IHttpContextAccessor accessor)
{
    /// <summary>The posted name of a reason.</summary>
    public const string ReasonField = "Form.Reason";

    private string? _posted;
    private FormErrors? _errors;

    /// <summary>What was wrong with a form; null when it was not posted or was right.</summary>
    public FormErrors? ErrorsOf(string form) => form == _posted ? _errors : null;

    /// <summary>The command id a form was posted with, so that it keeps it when it is refused.</summary>
    public Guid? CommandOf(string form) => form == _posted && Guid.TryParse(Posted(CommandForm.CommandField), out var id) ? id : null;

    /// <summary>What was typed into a field of a form that was refused.</summary>
    public string? Typed(string form, string field) => form == _posted ? Posted(field) : null;

    /// <summary>Whether the form is to be seen at once, because it was refused.</summary>
    public bool IsOpen(string form) => form == _posted;

    /// <summary>Whether a form is what was posted, before it has run; it may be one the page would not show any more.</summary>
    public bool IsPosted(string form) => Posted("_handler") == form;

    /// <summary>What was posted under a name.</summary>
    public string? Posted(string field) => accessor.HttpContext is { Request.HasFormContentType: true } context ? (string?)context.Request.Form[field] : null;

    /// <summary>A form that asks why, as posted.</summary>
    public Domain.Access.ReasonInput Reason(int revision) => new() { Revision = revision, Reason = Posted(ReasonField) };

    /// <summary>Runs the form that was posted and goes on, or keeps what was wrong with it.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="run">The use case, given the command id and the revision the form carried.</param>
    /// <param name="next">The address that follows when it is done.</param>
    /// <param name="prefix">What the posted names of the form's fields begin with; one of its own where forms of a page have fields of the same name.</param>
    public Task RunAsync<T>(string form, Func<CommandId, int, Task<Outcome<T>>> run, string next, string prefix = "Form.") => RunAsync(form, run, _ => next, prefix);

    /// <summary>Runs the form that was posted and goes on to what came of it, or keeps what was wrong with it.</summary>
    /// <param name="form">The form's name.</param>
    /// <param name="run">The use case, given the command id and the revision the form carried.</param>
    /// <param name="next">The address that follows when it is done.</param>
    /// <param name="prefix">What the posted names of the form's fields begin with.</param>
    public async Task RunAsync<T>(string form, Func<CommandId, int, Task<Outcome<T>>> run, Func<T, string> next, string prefix = "Form.")
    {
        _posted = form;
        var revision = int.TryParse(Posted(CommandForm.RevisionField), CultureInfo.InvariantCulture, out var value) ? value : 0;
        _errors = reply.Show(await run(CommandId.Of(CommandOf(form) ?? Guid.Empty), revision), next, prefix);
    }

    /// <summary>Notes that a form was refused before a use case ran.</summary>
    public void Refuse(string form, Refusal refusal, string prefix = "Form.") => (_posted, _errors) = (form, reply.Refuse([refusal], prefix));
}
