using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Movement;

namespace Ridgeline.Runtime.Operators;

/// <summary>Movements of elements whose ways are known beforehand.</summary>
internal static unsafe class PreparedMovement
{
    /// <summary>Transpose of known dimensions.</summary>
    public static Action<OperatorContext>? PrepareTranspose(Preparation p)
    {
        if (p.Dims(0) is not { Length: > 0 } from || p.Element(0) == ElementType.String) return null;
        var order = p.Node.Ints("perm") is { } given ? Array.ConvertAll(given, i => (int)i) : [.. Enumerable.Range(0, from.Length).Reverse()];
        return Permuting(from, order);
    }

    /// <summary>Dimension i of the output is dimension order[i] of the input.</summary>
    public static Action<OperatorContext> Permuting(long[] from, int[] order)
    {
        var to = Array.ConvertAll(order, i => from[i]);
        var dims = Array.ConvertAll(from, d => (nint)d);
        return x =>
        {
            var input = x.Input(0, from);
            var output = x.Output(0, input.Element, to);
            switch (input.ElementSize)
            {
                case 1: Permutation.Run(input.Pointer<byte>(), output.Pointer<byte>(), dims, order, x.Pool); break;
                case 2: Permutation.Run(input.Pointer<ushort>(), output.Pointer<ushort>(), dims, order, x.Pool); break;
                case 4: Permutation.Run(input.Pointer<uint>(), output.Pointer<uint>(), dims, order, x.Pool); break;
                case 8: Permutation.Run(input.Pointer<ulong>(), output.Pointer<ulong>(), dims, order, x.Pool); break;
                default: throw new OperatorException($"elements of {input.ElementSize} bytes are not moved");
            }
        };
    }

    /// <summary>Slice with constant bounds.</summary>
    public static Action<OperatorContext>? PrepareSlice(Preparation p)
    {
        if (p.Dims(0) is not { } dims) return null;
        var early = p.Opset < 10;
        for (var i = 1; i < p.InputCount; i++) if (p.Has(i) && !p.IsConstant(i)) return null;
        long[]? Numbers(int input, string attribute) => early ? p.Node.Ints(attribute) : p.Constant(input) is { } given ? ScalarReading.Integers(given) : null;
        var cut = SlicePlan.Of(dims, Numbers(1, "starts")!, Numbers(2, "ends")!, Numbers(3, "axes"), Numbers(4, "steps"));
        return x =>
        {
            var input = x.Input(0, dims);
            StridedCopy.Run(input, cut.Offset, cut.Strides, x.Output(0, input.Element, cut.Dims));
        };
    }

    /// <summary>Split into parts of known dimensions.</summary>
    public static Action<OperatorContext>? PrepareSplit(Preparation p)
    {
        if (p.Dims(0) is not { } from) return null;
        var axis = Shaping.Axis(p.Node.Int("axis", 0), from.Length);
        var parts = new long[p.OutputCount][];
        for (var i = 0; i < parts.Length; i++)
        {
            if (p.OutputDims(i) is not { } dims) return null;
            parts[i] = dims;
        }
        var strides = StridedCopy.Strides(from);
        return x =>
        {
            var input = x.Input(0, from);
            var at = 0L;
            for (var i = 0; i < parts.Length; i++)
            {
                StridedCopy.Run(input, at * strides[axis], strides, x.Output(i, input.Element, parts[i]));
                at += parts[i][axis];
            }
        };
    }

    /// <summary>Expand to known dimensions.</summary>
    public static Action<OperatorContext>? PrepareExpand(Preparation p)
    {
        if (p.Dims(0) is not { } from || p.OutputDims(0) is not { } to) return null;
        var own = StridedCopy.Strides(from);
        var strides = new long[to.Length];
        for (var i = 1; i <= from.Length; i++) strides[^i] = from[^i] == 1 ? 0 : own[^i];
        return x =>
        {
            var input = x.Input(0, from);
            StridedCopy.Run(input, 0, strides, x.Output(0, input.Element, to));
        };
    }
}
