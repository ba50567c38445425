namespace Ridgeline.Graphs;

/// <summary>Elements held in memory.</summary>
/// <param name="bytes">The little-endian bytes; not copied.</param>
public sealed class MemoryData(ReadOnlyMemory<byte> bytes) : TensorData
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <inheritdoc/>
    public override long Length => Bytes.Length;

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        Bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
