namespace Ridgeline.Graphs;

/// <summary>Elements that are not there: enough for every question but those about values.</summary>
/// <param name="length">What the elements would take, in bytes.</param>
/// <param name="filling">What they would be filled with if one asked for seeded weights.</param>
/// <param name="location">The missing file that was to hold them, if a model named one.</param>
public sealed class AbsentData(long length, Filling filling, string? location = null) : TensorData
{
    /// <inheritdoc/>
    public override long Length { get; } = length;

    /// <summary>What they would be filled with if one asked for seeded weights.</summary>
    public Filling Filling { get; } = filling;

    /// <summary>The missing file that was to hold them, if a model named one.</summary>
    public string? Location { get; } = location;

    /// <summary>Where in the missing file they were to begin.</summary>
    public long Offset { get; init; }

    /// <inheritdoc/>
    public override bool IsPresent => false;

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) =>
        throw new InvalidOperationException("this tensor's data are absent");
}
