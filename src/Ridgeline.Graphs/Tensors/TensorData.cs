namespace Ridgeline.Graphs;

/// <summary>
/// The elements of a tensor as little-endian bytes, row-major, packed; or the promise of them. Read in pieces, so that a tensor larger
/// than memory, or than 2 GB, is no special case.
/// </summary>
public abstract class TensorData
{
    /// <summary>Length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Whether the bytes can be had at all.</summary>
    public virtual bool IsPresent => true;

    /// <summary>Copies bytes from <paramref name="offset"/> on into the whole of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the data.</exception>
    /// <exception cref="InvalidOperationException">The data are absent.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>All bytes.</summary>
    /// <exception cref="InvalidOperationException">The data are absent, or longer than an array can be.</exception>
    public byte[] ToArray()
    {
        if (Length > Array.MaxLength) throw new InvalidOperationException($"{Length} bytes do not fit in one array");
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }

    /// <summary>Refuses a range that leaves the data.</summary>
    protected void CheckRange(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + count, Length);
    }
}
