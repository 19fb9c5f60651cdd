namespace ClientPortal.Domain.Data;

/// <summary>The id a form or an island carries with one command. Posting the same id again does the thing once.</summary>
public readonly record struct CommandId(Guid Value) : ITypedId<CommandId>
{
    /// <inheritdoc/>
    public static CommandId Of(Guid value) => new(value);

    /// <inheritdoc cref="ITypedId{TSelf}.New"/>
    public static CommandId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A command that was carried out, with its answer, kept so that a second posting gets the same answer.</summary>
internal sealed class DoneCommand
{
    public CommandId Id { get; private init; }

    public PersonId PersonId { get; private init; }

    public required string UseCase { get; init; }

    public DateTimeOffset DoneAt { get; private init; }

    public string? Result { get; private init; }
}
