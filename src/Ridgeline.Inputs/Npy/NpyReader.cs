using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Npy;

/// <summary>Reads one array: an .npy file, or an entry of an .npz.</summary>
internal static class NpyReader
{
    // Memory grows with what is really there and not with what a head claims.
    private const int Piece = 1 << 20;

    /// <summary>Reads an array from its head to the end of the stream.</summary>
    /// <param name="stream">Stands at the head.</param>
    /// <param name="wanted">The element type that the network wants; it decides what bytes without meaning are.</param>
    /// <exception cref="InputProblem">It is damaged or no tensor.</exception>
    public static Tensor Read(Stream stream, ElementType wanted)
    {
        var header = NpyHeader.Read(stream);
        var element = header.Type.Element(wanted);
        var count = Tensor.CountOf(header.Dims)!.Value;
        var needed = (Int128)count * header.Type.Width;
        if (needed > Array.MaxLength) throw new InputProblem("INPUT107", $"the array takes {needed} bytes, and {Array.MaxLength} are the most that is read");
        var bytes = Elements(stream, (int)needed);
        if (header.Type.IsBig) Swap(bytes, header.Type.SwapWidth);
        if (header.IsFortran && header.Dims.Length > 1) bytes = RowMajor(bytes, header.Dims, header.Type.Width);
        return new(element, header.Dims, Data(bytes, header.Type, element, count));
    }

    private static byte[] Elements(Stream stream, int needed)
    {
        var bytes = new byte[Math.Min(needed, Piece)];
        var used = 0;
        while (used < needed)
        {
            if (used == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(needed, (long)bytes.Length * 2));
            var read = stream.Read(bytes.AsSpan(used));
            if (read == 0) throw new InputProblem("INPUT102", $"the elements take {needed} bytes, but {used} are there", "the file is cut off: save or copy it again");
            used += read;
        }
        if (stream.ReadByte() >= 0) throw new InputProblem("INPUT103", $"more bytes than the {needed} that the elements take", "save one array a file, or use .npz");
        return bytes;
    }

    private static void Swap(Span<byte> bytes, int width)
    {
        if (width == 1) return;
        for (var at = 0; at < bytes.Length; at += width) bytes.Slice(at, width).Reverse();
    }

    private static byte[] RowMajor(byte[] source, long[] dims, int width)
    {
        var target = new byte[source.Length];
        var strides = new long[dims.Length];
        var stride = 1L;
        for (var d = 0; d < dims.Length; d++) (strides[d], stride) = (stride, stride * dims[d]);
        var index = new long[dims.Length];
        for (var at = 0; at < target.Length; at += width)
        {
            var from = 0L;
            for (var d = 0; d < dims.Length; d++) from += index[d] * strides[d];
            source.AsSpan((int)(from * width), width).CopyTo(target.AsSpan(at));
            for (var d = dims.Length - 1; d >= 0 && ++index[d] == dims[d]; d--) index[d] = 0;
        }
        return target;
    }

    private static TensorData Data(byte[] bytes, NpyType type, ElementType element, long count)
    {
        if (element == ElementType.String) return new StringData([.. Enumerable.Range(0, (int)count).Select(i => Text(bytes.AsSpan(i * type.Width, type.Width), type.Kind))]);
        if (element.BitWidth() < 8) return new MemoryData(NarrowElements.Pack(bytes, element, checkRange: type.Kind != 'V'));
        return new MemoryData(bytes);
    }

    // NumPy fills short texts up with zeros.
    private static ReadOnlyMemory<byte> Text(ReadOnlySpan<byte> bytes, char kind)
    {
        if (kind == 'S') return bytes.TrimEnd((byte)0).ToArray();
        return Encoding.UTF8.GetBytes(Encoding.UTF32.GetString(bytes).TrimEnd('\0'));
    }
}
