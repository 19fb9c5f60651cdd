namespace ClientPortal.Audit.Deliveries;

/// <summary>Codes of what is delivered that the record itself knows; areas have codes of their own beside it.</summary>
public static class DeliveryKinds
{
    /// <summary>Tells of an entry; the words are made from the entry's leaf.</summary>
    public const string Notice = "notice";
}
