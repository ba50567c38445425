namespace Ridgeline.Graphs;

/// <summary>Elements that lie in a file and are read from there when asked for.</summary>
/// <param name="file">The mapped file; it must outlive this.</param>
/// <param name="start">Where in the file the elements begin.</param>
/// <param name="length">Their length in bytes.</param>
/// <param name="location">The path that the model gave, if the file is not the model's own.</param>
public sealed class MappedData(MappedFile file, long start, long length, string? location = null) : TensorData
{
    /// <summary>The path as the model's <c>external_data</c> gave it, or null for data inside the model's file.</summary>
    public string? Location { get; } = location;

    /// <inheritdoc/>
    public override long Length { get; } = length;

    /// <summary>The bytes where they lie, to be read without a copy; at no particular alignment, and valid until the file is disposed of.</summary>
    public unsafe byte* Pointer => file.Pointer(start, Length);

    /// <summary>Says that the bytes will hardly be read again: the system may have the memory back, and reads the file should they be.</summary>
    public void Forget() => file.Forget(start, Length);

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        file.Span(start + offset, destination.Length).CopyTo(destination);
    }
}
