namespace Ridgeline.Machines;

/// <summary>Where a number comes from.</summary>
/// <param name="Source">A publication, a data sheet, or how it was derived.</param>
/// <param name="Confidence">How far it can be trusted.</param>
/// <param name="Note">What else there is to say; null if nothing.</param>
public sealed record SourceNote(string Source, Confidence Confidence, string? Note = null);
