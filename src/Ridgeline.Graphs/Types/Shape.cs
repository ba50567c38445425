using System.Collections;
using System.Runtime.CompilerServices;

namespace Ridgeline.Graphs;

/// <summary>The dimensions of a tensor, outermost first, or an unknown rank. Immutable.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEquatable<Shape>, IReadOnlyList<Dim>
{
    /// <summary>Not even the rank is known.</summary>
    public static readonly Shape Unknown = new(null);

    /// <summary>Rank 0: one element.</summary>
    public static readonly Shape Scalar = new([]);

    private readonly Dim[]? _dims;

    private Shape(Dim[]? dims) => _dims = dims;

    /// <summary>A shape of known rank.</summary>
    public static Shape Create(ReadOnlySpan<Dim> dims) => dims.IsEmpty ? Scalar : new(dims.ToArray());

    /// <summary>A shape of known rank.</summary>
    public static Shape Of(IEnumerable<Dim> dims) => new([.. dims]);

    /// <summary>A shape of numbers.</summary>
    public static Shape Of(params ReadOnlySpan<long> dims)
    {
        var result = new Dim[dims.Length];
        for (var i = 0; i < dims.Length; i++) result[i] = Dim.Of(dims[i]);
        return new(result);
    }

    /// <summary>A shape of <paramref name="rank"/> dimensions, each made from its index.</summary>
    public static Shape Make(int rank, Func<int, Dim> dimension)
    {
        var result = new Dim[rank];
        for (var i = 0; i < rank; i++) result[i] = dimension(i);
        return new(result);
    }

    /// <summary>A shape of <paramref name="rank"/> unknown dimensions.</summary>
    public static Shape OfRank(int rank) => new(new Dim[rank]);

    /// <summary>Whether the rank is known.</summary>
    public bool HasRank => _dims is not null;

    /// <summary>The number of dimensions.</summary>
    /// <exception cref="InvalidOperationException">The rank is unknown.</exception>
    public int Rank => _dims?.Length ?? throw new InvalidOperationException("the rank is unknown");

    /// <summary>The number of dimensions; 0 when the rank is unknown.</summary>
    public int Count => _dims?.Length ?? 0;

    /// <summary>Whether rank and every dimension are numbers.</summary>
    public bool IsFullyKnown => _dims is not null && Array.TrueForAll(_dims, d => d.IsKnown);

    /// <summary>The dimension at <paramref name="index"/>; negative indices count from the end.</summary>
    public Dim this[int index]
    {
        get
        {
            var dims = _dims ?? throw new InvalidOperationException("the rank is unknown");
            return dims[index < 0 ? index + dims.Length : index];
        }
    }

    /// <summary>Dimensions <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive); negative counts from the end.</summary>
    public ReadOnlySpan<Dim> Slice(int from, int to)
    {
        var start = from < 0 ? from + Rank : from;
        var end = to < 0 ? to + Rank : to;
        return _dims.AsSpan(start, Math.Max(0, end - start));
    }

    /// <summary>The product of dimensions <paramref name="from"/> up to <paramref name="to"/> (exclusive).</summary>
    public Dim Product(int from, int to)
    {
        var product = Dim.Of(1);
        foreach (var dim in Slice(from, to)) product *= dim;
        return product;
    }

    /// <summary>The number of elements: the product of all dimensions; unknown if the rank is.</summary>
    public Dim Elements => _dims is null ? Dim.Unknown : Product(0, Rank);

    /// <summary>A copy with one dimension replaced; a negative index counts from the end.</summary>
    public Shape With(int index, Dim dim)
    {
        var copy = (Dim[])(_dims ?? throw new InvalidOperationException("the rank is unknown")).Clone();
        copy[index < 0 ? index + copy.Length : index] = dim;
        return new(copy);
    }

    /// <summary>Each dimension joined with the other shape's at its place, up to the rank of the shorter.</summary>
    public Shape Zip(Shape other, Func<Dim, Dim, Dim> join) => Make(Math.Min(Count, other.Count), i => join(this[i], other[i]));

    /// <summary>The dimensions; none when the rank is unknown.</summary>
    public Dim[] ToArray() => (Dim[])(_dims ?? []).Clone();

    /// <summary>The dimensions as numbers.</summary>
    /// <exception cref="InvalidOperationException">One of them is not known.</exception>
    public long[] ToNumbers() => Array.ConvertAll(_dims ?? [], d => d.Value);

    /// <summary>This shape with names replaced by what <paramref name="bindings"/> says of them.</summary>
    public Shape Substitute(IReadOnlyDictionary<string, Dim> bindings) =>
        _dims is null || !Array.Exists(_dims, d => d.IsSymbolic) ? this : new(Array.ConvertAll(_dims, d => d.Substitute(bindings)));

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && (_dims is null) == (other._dims is null)
        && (_dims is null || _dims.AsSpan().SequenceEqual(other._dims));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => _dims is null ? -1 : HashCode.Combine(_dims.Length, _dims.Length > 0 ? _dims[^1] : default);

    /// <summary>The dimensions in turn.</summary>
    public ReadOnlySpan<Dim>.Enumerator GetEnumerator() => new ReadOnlySpan<Dim>(_dims).GetEnumerator();

    IEnumerator<Dim> IEnumerable<Dim>.GetEnumerator() => ((IEnumerable<Dim>)(_dims ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_dims ?? []).GetEnumerator();

    /// <summary>Such as <c>1x3x224x224</c>, <c>batchx768</c>, <c>scalar</c>, or <c>?</c> for an unknown rank.</summary>
    public override string ToString() => _dims switch
    {
        null => "?",
        { Length: 0 } => "scalar",
        _ => string.Join('x', Array.ConvertAll(_dims, d => d.IsSymbolic && !d.IsName(out _) ? $"({d})" : d.ToString())),
    };
}
