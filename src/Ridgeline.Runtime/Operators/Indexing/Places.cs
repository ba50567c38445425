using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>From elements to places and back: which are not zero, one-hot vectors, triangles.</summary>
internal static class Places
{
    public static readonly Implementation[] Rows =
    [
        new("NonZero", RunNonZero) { Widens = true },
        new("OneHot", RunOneHot),
        new("Trilu", RunTriangle),
    ];

    private static void RunNonZero(OperatorContext x)
    {
        var input = x.Input(0);
        var found = new List<long>();
        if (input.Element == ElementType.String)
        {
            for (var i = 0; i < input.Count; i++) if (input.Texts[i].Length > 0) found.Add(i);
        }
        else ElementDispatch.Numbers(input.Element == ElementType.Bool ? ElementType.UInt8 : input.Element, new Search(input, found));
        var output = x.Output(0, ElementType.Int64, input.Rank, found.Count).Span<long>();
        var strides = StridedCopy.Strides(input.Dims);
        for (var d = 0; d < input.Rank; d++)
        {
            for (var i = 0; i < found.Count; i++) output[(d * found.Count) + i] = found[i] / strides[d] % input.Dims[d];
        }
    }

    // An index outside the depth makes a vector without a hot place.
    private static void RunOneHot(OperatorContext x)
    {
        var (indices, values) = (x.Input(0), x.Input(2));
        var depth = x.Integers(1)![0];
        var axis = Shaping.Axis(x.Node.Int("axis", -1), indices.Rank + 1);
        var output = x.Output(0, values.Element, [.. indices.Dims[..axis], depth, .. indices.Dims[axis..]]);
        var inner = indices.Dims.Skip(axis).Aggregate(1L, (n, d) => n * d);
        for (var i = 0L; i < output.Count; i++) Blocks.Copy(values, 0, output, i, 1);
        for (var i = 0L; i < indices.Count; i++)
        {
            var index = ScalarReading.Integer(indices, (int)i);
            if (index < 0) index += depth;
            if (index >= 0 && index < depth) Blocks.Copy(values, 1, output, (((i / inner * depth) + index) * inner) + (i % inner), 1);
        }
    }

    private static void RunTriangle(OperatorContext x)
    {
        var input = x.Input(0);
        var upper = x.Node.Int("upper", 1) != 0;
        var shift = x.Has(1) ? ScalarReading.Integer(x.Input(1)) : 0;
        var output = x.OutputLike(0, input);
        Blocks.Clear(output);
        var (rows, columns) = (input.Dims[^2], input.Dims[^1]);
        if (input.Count == 0) return;
        for (var row = 0L; row < input.Count / columns; row++)
        {
            var diagonal = (row % rows) + shift;
            var from = upper ? Math.Clamp(diagonal, 0, columns) : 0;
            var to = upper ? columns : Math.Clamp(diagonal + 1, 0, columns);
            Blocks.Copy(input, (row * columns) + from, output, (row * columns) + from, to - from);
        }
    }

    private readonly unsafe struct Search(RuntimeTensor input, List<long> found) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            for (var i = 0L; i < input.Count; i++) if (input.Pointer<T>()[i] != T.Zero) found.Add(i);
        }
    }
}
