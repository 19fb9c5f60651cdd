namespace ClientPortal.Domain.Shared;

/// <summary>The form was rendered from an earlier revision than the one that is kept now.</summary>
public sealed class StaleRevision : Exception;
