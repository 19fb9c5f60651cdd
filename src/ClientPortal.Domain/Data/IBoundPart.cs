namespace ClientPortal.Domain.Data;

/// <summary>A part of something recorded that is written with it and never changed: a clause, a line, a price. Its rows stand in the entry that tells of the whole.</summary>
public interface IBoundPart;
