namespace ClientPortal.Domain.Shared;

/// <summary>The head of a thing that people edit: its revision rises with every verb, those on its children included.</summary>
public abstract class Root
{
    /// <summary>How often it has been changed; 1 when new. Forms post the revision they were rendered from.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Refuses a form that was rendered from another revision.</summary>
    /// <exception cref="StaleRevision">It has been changed since.</exception>
    public void ExpectRevision(int revision)
    {
        if (revision != Revision) throw new StaleRevision();
    }

    /// <summary>Called by each verb that changes something.</summary>
    protected void RaiseRevision() => Revision++;
}
