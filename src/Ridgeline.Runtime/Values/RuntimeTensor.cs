using System.Runtime.CompilerServices;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime;

/// <summary>
/// A dense tensor, row-major, while a network runs. Its elements lie in memory of its own or in a run's arena, at a fixed address divisible by 64 (a
/// view may start elsewhere). Elements narrower than a byte take one byte each; text is an array.
/// </summary>
public sealed unsafe class RuntimeTensor : RuntimeValue
{
    private readonly object? _owner;
    private readonly string[]? _texts;

    private RuntimeTensor(ElementType element, long[] dims, void* data, object? owner, string[]? texts)
    {
        (Element, Dims, _owner, _texts) = (element, dims, owner, texts);
        Data = data;
        Count = Tensor.CountOf(dims) ?? throw new ArgumentException($"a tensor of {string.Join('x', dims)} has no countable size");
        ElementSize = SizeOf(element);
    }

    /// <summary>A tensor in memory of its own, of zeros or empty text.</summary>
    public RuntimeTensor(ElementType element, params long[] dims)
        : this(element, dims, Allocate(element, dims, out var owner, out var texts), owner, texts)
    {
    }

    /// <summary>The type of its elements.</summary>
    public ElementType Element { get; }

    /// <summary>Its dimensions, outermost first; empty for a scalar. Not to be written.</summary>
    public long[] Dims { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => Dims.Length;

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Bytes of one element here: a narrow element takes one; 0 for text.</summary>
    public int ElementSize { get; }

    /// <summary>Whether its memory is its own, so that it may be held for as long as one likes; that of a file goes with the network.</summary>
    internal bool IsOwned => IsConstant ? _owner is not MappedData : Count == 0;

    /// <summary>Whether its memory lasts as long as the network.</summary>
    internal bool IsConstant => _owner is not null || _texts is not null;

    /// <summary>Its first element; null for text and, perhaps, for no elements.</summary>
    internal void* Data { get; }

    /// <summary>The bytes that its elements take.</summary>
    internal long ByteCount => Count * ElementSize;

    /// <summary>Its elements, if it is text.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public string[] Texts => _texts ?? throw new InvalidOperationException($"a tensor of {Element.Spelling()} is no text");

    /// <summary>Its elements as <typeparamref name="T"/>, which must be as wide as they are.</summary>
    /// <exception cref="InvalidOperationException">They are of another width, or more than a span can hold.</exception>
    public Span<T> Span<T>()
        where T : unmanaged
    {
        if (sizeof(T) != ElementSize) throw new InvalidOperationException($"elements of {Element.Spelling()} are not {typeof(T).Name}");
        if (Count > int.MaxValue) throw new InvalidOperationException($"{Count} elements are more than a span can hold");
        return new(Data, (int)Count);
    }

    /// <summary>All its bytes.</summary>
    internal Span<byte> Bytes => new(Data, checked((int)ByteCount));

    /// <summary>Its first element, to index beyond what a span can hold.</summary>
    internal T* Pointer<T>()
        where T : unmanaged => sizeof(T) == ElementSize ? (T*)Data : throw new InvalidOperationException($"elements of {Element.Spelling()} are not {typeof(T).Name}");

    /// <summary>A tensor over the memory of a run.</summary>
    internal static RuntimeTensor Planned(ElementType element, long[] dims, void* data) => new(element, dims, data, null, null);

    /// <summary>A tensor over elements that lie in a file or elsewhere outside, at <paramref name="data"/>, for as long as <paramref name="owner"/> is held.</summary>
    internal static RuntimeTensor Over(ElementType element, long[] dims, void* data, object owner) => new(element, dims, data, owner, null);

    /// <summary>A tensor of text.</summary>
    public static RuntimeTensor OfTexts(string[] texts, params long[] dims) => Tensor.CountOf(dims) == texts.Length
        ? new(ElementType.String, dims, null, null, texts)
        : throw new ArgumentException($"{texts.Length} texts are not {string.Join('x', dims)}");

    /// <summary>A tensor of a copy of <paramref name="values"/>.</summary>
    public static RuntimeTensor Of<T>(ElementType element, ReadOnlySpan<T> values, params long[] dims)
        where T : unmanaged
    {
        var tensor = new RuntimeTensor(element, dims);
        if (values.Length != tensor.Count) throw new ArgumentException($"{values.Length} elements are not {string.Join('x', dims)}");
        values.CopyTo(tensor.Span<T>());
        return tensor;
    }

    /// <summary>The same elements in other dimensions of the same product.</summary>
    internal RuntimeTensor Reshaped(long[] dims) => new(Element, dims, Data, _owner, _texts);

    /// <summary>The same bytes seen as another type of the same width.</summary>
    internal RuntimeTensor Seen(ElementType element) => new(element, Dims, Data, _owner, _texts);

    /// <summary>Copies elements from a tensor of the same type and count.</summary>
    internal void CopyFrom(RuntimeTensor source)
    {
        if (_texts is not null) source.Texts.CopyTo(_texts, 0);
        else Buffer.MemoryCopy(source.Data, Data, ByteCount, source.ByteCount);
    }

    internal override RuntimeValue Kept() => IsOwned ? this : Copy();

    /// <summary>A copy in memory of its own.</summary>
    internal RuntimeTensor Copy()
    {
        var copy = new RuntimeTensor(Element, Dims);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Bytes of one element while a network runs.</summary>
    internal static int SizeOf(ElementType element) => element.BitWidth() is > 0 and < 8 ? 1 : element.BitWidth() / 8;

    /// <summary>Such as <c>float[1x3x224x224]</c>.</summary>
    public override string ToString() => $"{Element.Spelling()}[{(Rank == 0 ? "scalar" : string.Join('x', Dims))}]";

    // Pinned arrays need no giving back, so that no operator can leak or free too early.
    private static void* Allocate(ElementType element, long[] dims, out object? owner, out string[]? texts)
    {
        var count = Tensor.CountOf(dims) ?? throw new ArgumentException($"a tensor of {string.Join('x', dims)} has no countable size");
        (owner, texts) = (null, null);
        if (element == ElementType.String)
        {
            texts = new string[count];
            Array.Fill(texts, "");
            return null;
        }
        var size = SizeOf(element);
        if (size == 0) throw new ArgumentException("a tensor needs an element type");
        var words = GC.AllocateArray<Vector512Word>(checked((int)(((count * size) + 127) / 64)), pinned: true);
        owner = words;
        var start = (nuint)Unsafe.AsPointer(ref words[0]);
        return (void*)((start + 63) & ~(nuint)63);
    }

    // 64 bytes, so that an array of them may pass 2 GiB.
    [InlineArray(8)]
    private struct Vector512Word
    {
        private ulong _first;
    }
}
