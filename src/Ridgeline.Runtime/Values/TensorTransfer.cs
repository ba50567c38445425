using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime;

/// <summary>Carries tensors between files' form, where narrow elements share bytes, and the runtime's, where they do not.</summary>
public static class TensorTransfer
{
    // A page: below it there is nothing to save.
    private const long LeastMapped = 4096;

    /// <summary>A tensor for the runtime with a copy of a constant's elements.</summary>
    /// <exception cref="InvalidOperationException">The data are absent.</exception>
    public static RuntimeTensor ToRuntime(Tensor tensor)
    {
        if (tensor.Data is StringData text) return RuntimeTensor.OfTexts([.. text.Items.Select(i => Encoding.UTF8.GetString(i.Span))], tensor.Dims);
        var result = new RuntimeTensor(tensor.Element, tensor.Dims);
        var bits = tensor.Element.BitWidth();
        if (bits < 8) Unpack(tensor.Data.ToArray(), bits, IsSigned(tensor.Element), result.Bytes);
        else Fill(tensor.Data, result);
        return result;
    }

    /// <summary>
    /// A constant as it is held while a network runs: large ones stay where they lie in their file and are only read, so that weights which are packed, or of which
    /// few rows are looked up, are in memory once at most. Small ones are copied.
    /// </summary>
    /// <exception cref="InvalidOperationException">The data are absent.</exception>
    internal static unsafe RuntimeTensor Constant(Tensor tensor) => tensor.Data is MappedData { Length: >= LeastMapped } data && tensor.Element.BitWidth() >= 8
        ? RuntimeTensor.Over(tensor.Element, tensor.Dims, data.Pointer, data)
        : ToRuntime(tensor);

    /// <summary>A dense tensor for the runtime from a sparse constant.</summary>
    public static RuntimeTensor ToRuntime(SparseTensor sparse)
    {
        var values = ToRuntime(sparse.Values);
        var indices = ToRuntime(sparse.Indices).Span<long>();
        var result = new RuntimeTensor(sparse.Values.Element, sparse.Dims);
        var size = result.ElementSize;
        for (var i = 0; i < values.Count; i++)
        {
            var at = indices[i];
            if (sparse.Indices.Dims.Length == 2)
            {
                at = 0;
                for (var d = 0; d < sparse.Dims.Length; d++) at = (at * sparse.Dims[d]) + indices[(i * sparse.Dims.Length) + d];
            }
            values.Bytes.Slice(i * size, size).CopyTo(result.Bytes[(int)(at * size)..]);
        }
        return result;
    }

    /// <summary>A constant with a copy of a tensor's elements.</summary>
    public static Tensor FromRuntime(RuntimeTensor tensor)
    {
        if (tensor.Element == ElementType.String)
        {
            return new(tensor.Element, tensor.Dims, new StringData([.. tensor.Texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t))]));
        }
        var bits = tensor.Element.BitWidth();
        var bytes = bits < 8 ? Pack(tensor.Bytes, bits) : tensor.Bytes.ToArray();
        return new(tensor.Element, tensor.Dims, new MemoryData(bytes));
    }

    private static unsafe void Fill(TensorData data, RuntimeTensor result)
    {
        const int piece = 1 << 30;
        for (var at = 0L; at < data.Length; at += piece)
        {
            data.Read(at, new((byte*)result.Data + at, (int)Math.Min(piece, data.Length - at)));
        }
    }

    // The first element lies in the lowest bits.
    private static void Unpack(byte[] packed, int bits, bool signed, Span<byte> elements)
    {
        var (each, mask) = (8 / bits, (1 << bits) - 1);
        for (var i = 0; i < elements.Length; i++)
        {
            var element = (packed[i / each] >> (i % each * bits)) & mask;
            elements[i] = (byte)(signed ? element << (32 - bits) >> (32 - bits) : element);
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> elements, int bits)
    {
        var (each, mask) = (8 / bits, (1 << bits) - 1);
        var packed = new byte[(elements.Length + each - 1) / each];
        for (var i = 0; i < elements.Length; i++) packed[i / each] |= (byte)((elements[i] & mask) << (i % each * bits));
        return packed;
    }

    private static bool IsSigned(ElementType element) => element is ElementType.Int4 or ElementType.Int2;
}
