namespace Ridgeline.Graphs;

/// <summary>The elements of a tensor of text. They have no fixed width, so they are a list and not bytes.</summary>
/// <param name="items">UTF-8 bytes of each element.</param>
public sealed class StringData(IReadOnlyList<ReadOnlyMemory<byte>> items) : TensorData
{
    /// <summary>UTF-8 bytes of each element; a file may hold bytes that are no valid UTF-8, and they are kept.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Items { get; } = items;

    /// <summary>The sum of the elements' lengths.</summary>
    public override long Length { get; } = items.Sum(i => (long)i.Length);

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) =>
        throw new InvalidOperationException("text elements have no byte layout: read Items");
}
