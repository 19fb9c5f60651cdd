namespace ClientPortal.Web.Components.Kit;

/// <summary>The signs of our own set. One sign means one thing everywhere.</summary>
public enum IconName
{
    /// <summary>The start page.</summary>
    Home,
    /// <summary>A contract, an amendment, any agreement.</summary>
    Contract,
    /// <summary>A quote.</summary>
    Quote,
    /// <summary>A status report.</summary>
    Report,
    /// <summary>A message or conversation.</summary>
    Message,
    /// <summary>The record of what happened.</summary>
    Record,
    /// <summary>The companies served.</summary>
    Clients,
    /// <summary>Several people.</summary>
    People,
    /// <summary>Price lists and discounts.</summary>
    Pricing,
    /// <summary>Settings and administration.</summary>
    Admin,
    /// <summary>News that waits to be read.</summary>
    Bell,
    /// <summary>Search.</summary>
    Search,
    /// <summary>Language.</summary>
    Language,
    /// <summary>One person.</summary>
    Person,
    /// <summary>Done, agreed, right.</summary>
    Check,
    /// <summary>Refused, wrong, close.</summary>
    Cross,
    /// <summary>Waits; a matter of time.</summary>
    Clock,
    /// <summary>Late or at risk.</summary>
    Warning,
    /// <summary>Worth knowing.</summary>
    Info,
    /// <summary>Closed to others, immutable.</summary>
    Lock,
    /// <summary>A password or key.</summary>
    Key,
    /// <summary>A passkey.</summary>
    Passkey,
    /// <summary>A telephone.</summary>
    Phone,
    /// <summary>Mail.</summary>
    Mail,
    /// <summary>Add.</summary>
    Plus,
    /// <summary>Take away; removed.</summary>
    Minus,
    /// <summary>On to the next, old to new.</summary>
    Arrow,
    /// <summary>Back to where one came from.</summary>
    Back,
    /// <summary>Opens.</summary>
    Chevron,
    /// <summary>Save a file.</summary>
    Download,
    /// <summary>Attach or send a file.</summary>
    Upload,
    /// <summary>Print.</summary>
    Print,
    /// <summary>Recorded and sealed.</summary>
    Seal,
    /// <summary>Signed; a signature.</summary>
    Sign,
    /// <summary>Edit.</summary>
    Edit,
    /// <summary>Seen; show.</summary>
    Eye,
    /// <summary>Delete.</summary>
    Bin,
    /// <summary>More places or choices.</summary>
    Menu,
    /// <summary>Sign out.</summary>
    SignOut,
    /// <summary>A date.</summary>
    Calendar,
    /// <summary>A file.</summary>
    File,
    /// <summary>A link, an attachment.</summary>
    Link,
    /// <summary>Narrow a list down.</summary>
    Filter,
    /// <summary>Light and dark.</summary>
    Theme,
    /// <summary>A draft nobody else has seen.</summary>
    Draft,
}
