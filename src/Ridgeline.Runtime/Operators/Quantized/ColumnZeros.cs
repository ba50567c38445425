using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Integer;

namespace Ridgeline.Runtime.Operators;

/// <summary>Zero points of a constant matrix: one for all columns, as nearly always, or one for each. One that is 0 costs nothing.</summary>
internal sealed unsafe class ColumnZeros
{
    private readonly RuntimeTensor? _each;
    private readonly int _all;

    /// <summary>Those that an input holds; 0 if it is left out.</summary>
    public ColumnZeros(Preparation p, int input, int columns)
    {
        var zeros = IntegerProducts.Columns(p, input, ElementType.Int32, columns);
        _all = zeros.Span<int>()[0];
        if (zeros.Span<int>().ContainsAnyExcept(_all)) _each = zeros;
    }

    /// <summary>Writes them into what becomes of the sums.</summary>
    /// <param name="output">What becomes of the sums.</param>
    /// <param name="first">The column at which a group begins.</param>
    public void Set(ref IntegerOutput output, int first = 0)
    {
        output.BZero = _all;
        output.BZeros = _each is null ? null : _each.Pointer<int>() + first;
    }
}
