using System.Runtime.InteropServices;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs;

/// <summary>A dense constant: element type, dimensions, and data that may be present, generated or absent.</summary>
public sealed class Tensor
{
    /// <summary>A tensor over given data.</summary>
    /// <exception cref="ArgumentException">The data's length is not what type and dimensions ask for.</exception>
    public Tensor(ElementType element, long[] dims, TensorData data)
    {
        (Element, Dims, Data) = (element, dims, data);
        Count = CountOf(dims) ?? throw new ArgumentException($"a tensor of {string.Join('x', dims)} has no countable size");
        if (data is StringData text ? text.Items.Count != Count : data.Length != element.BytesFor(Count).Value)
        {
            throw new ArgumentException($"{element.Spelling()}[{string.Join('x', dims)}] and {data.Length} bytes do not match");
        }
    }

    /// <summary>The type of its elements.</summary>
    public ElementType Element { get; }

    /// <summary>Its dimensions, outermost first; empty for a scalar.</summary>
    public long[] Dims { get; }

    /// <summary>Its elements.</summary>
    public TensorData Data { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>What the elements take, in bytes.</summary>
    public Bytes Size => new(Data.Length);

    /// <summary>Its type.</summary>
    public TensorType Type => new(Element, Shape.Of(Dims));

    /// <summary>The number of elements, or null if a dimension is negative or the bytes would leave 63 bits.</summary>
    public static long? CountOf(ReadOnlySpan<long> dims)
    {
        const long most = long.MaxValue / 16;
        var (count, empty) = (1L, false);
        foreach (var dim in dims)
        {
            if (dim < 0) return null;
            empty |= dim == 0;
            if (!empty && count > most / dim) return null;
            count = empty ? 0 : count * dim;
        }
        return count;
    }

    /// <summary>A tensor of int64.</summary>
    public static Tensor OfInt64(ReadOnlySpan<long> values, params long[] dims) => Of(ElementType.Int64, values, dims);

    /// <summary>A tensor of float.</summary>
    public static Tensor OfFloat(ReadOnlySpan<float> values, params long[] dims) => Of(ElementType.Float, values, dims);

    /// <summary>A tensor of float without data.</summary>
    public static Tensor Absent(ElementType element, long[] dims, Filling filling) =>
        new(element, dims, new AbsentData(element.BytesFor(CountOf(dims) ?? throw new ArgumentException("no countable size")).Value, filling));

    /// <summary>A tensor over the bytes of <paramref name="values"/> (little-endian machines only, as .NET's are).</summary>
    public static Tensor Of<T>(ElementType element, ReadOnlySpan<T> values, long[] dims)
        where T : unmanaged => new(element, dims, new MemoryData(MemoryMarshal.AsBytes(values).ToArray()));
}
