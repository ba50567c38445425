namespace Ridgeline.Graphs.Operators;

/// <summary>
/// What a small tensor is known to contain before anything runs. Integers (and truth values, as 0 and 1) may be symbolic or unknown one
/// by one; reals are all known. Immutable.
/// </summary>
public sealed class Contents
{
    /// <summary>The most elements that shape arithmetic looks at; a shape has rarely more than 8.</summary>
    public const int Most = 4096;

    /// <summary>Integer contents.</summary>
    public Contents(ElementType element, long[] dims, Dim[] integers) => (Element, Dims, Integers) = (element, dims, integers);

    /// <summary>Real contents.</summary>
    public Contents(ElementType element, long[] dims, double[] reals) => (Element, Dims, Reals) = (element, dims, reals);

    /// <summary>The element type.</summary>
    public ElementType Element { get; }

    /// <summary>The dimensions.</summary>
    public long[] Dims { get; }

    /// <summary>The elements of an integer or truth tensor, row-major; null if it is real.</summary>
    public Dim[]? Integers { get; }

    /// <summary>The elements of a real tensor, row-major; null if it is of integers.</summary>
    public double[]? Reals { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Integers?.Length ?? Reals!.Length;

    /// <summary>Whether each element is a number.</summary>
    public bool IsFullyKnown => Reals is not null || Array.TrueForAll(Integers!, i => i.IsKnown);

    /// <summary>The elements as numbers, or null if one is not known or they are real.</summary>
    public long[]? Numbers => Integers is not null && IsFullyKnown ? Array.ConvertAll(Integers, i => i.Value) : null;

    /// <summary>The elements as reals, or null if one is not known.</summary>
    public double[]? AsReals => Reals ?? (Numbers is { } numbers ? Array.ConvertAll(numbers, n => (double)n) : null);

    /// <summary>A vector of int64, such as a shape.</summary>
    public static Contents Vector(params Dim[] integers) => new(ElementType.Int64, [integers.Length], integers);

    /// <summary>A scalar int64.</summary>
    public static Contents Scalar(Dim integer) => new(ElementType.Int64, [], [integer]);

    /// <summary>The same kind of contents with elements picked by index and new dimensions.</summary>
    public Contents Pick(long[] dims, int[] indices) => Reals is not null
        ? new(Element, dims, Array.ConvertAll(indices, i => Reals[i]))
        : new(Element, dims, Array.ConvertAll(indices, i => Integers![i]));

    /// <summary>The same elements in other dimensions.</summary>
    public Contents Reshaped(long[] dims) => Reals is not null ? new(Element, dims, Reals) : new(Element, dims, Integers!);

    /// <summary>The contents of a constant, if it is small, present and of numbers.</summary>
    public static Contents? Of(Tensor tensor)
    {
        if (tensor.Count > Most || !tensor.Data.IsPresent || tensor.Data is StringData) return null;
        if (tensor.Element.IsFloat())
        {
            var reals = ElementReader.Reals(tensor);
            return reals is null ? null : new(tensor.Element, tensor.Dims, reals);
        }
        var integers = ElementReader.Integers(tensor);
        return integers is null ? null : new(tensor.Element, tensor.Dims, Array.ConvertAll(integers, Dim.Of));
    }

    /// <summary>A constant of these elements, or null if one is not known or the element type is none of bool, int32, int64, float, double.</summary>
    public Tensor? ToTensor()
    {
        if (!IsFullyKnown) return null;
        return Element switch
        {
            ElementType.Int64 => Tensor.OfInt64(Numbers, Dims),
            ElementType.Int32 => Tensor.Of<int>(Element, Array.ConvertAll(Numbers!, n => unchecked((int)n)), Dims),
            ElementType.Bool => Tensor.Of<byte>(Element, Array.ConvertAll(Numbers!, n => (byte)(n != 0 ? 1 : 0)), Dims),
            ElementType.Float => Tensor.OfFloat(Array.ConvertAll(Reals!, r => (float)r), Dims),
            ElementType.Double => Tensor.Of<double>(Element, Reals, Dims),
            _ => null,
        };
    }
}
