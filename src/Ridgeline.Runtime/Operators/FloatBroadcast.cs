using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Functions of two floats by the kernels, with broadcasting worked out beforehand.</summary>
internal static unsafe class FloatBroadcast
{
    /// <summary>What runs where both operands are floats of known shape.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p, BinaryKind kind)
    {
        if (p.InputCount != 2 || p.Element(0) != ElementType.Float || p.Element(1) != ElementType.Float || p.Dims(0) is not { } a || p.Dims(1) is not { } b) return null;
        var dims = BroadcastDims.Of(a, b);
        var sizes = Array.ConvertAll(dims, d => (nint)d);
        var (aStrides, bStrides) = (Strides(a, dims.Length), Strides(b, dims.Length));
        return x =>
        {
            var (first, second) = (x.Input(0, a), x.Input(1, b));
            var output = x.Output(0, ElementType.Float, dims);
            Binary.Run(kind, first.Pointer<float>(), second.Pointer<float>(), output.Pointer<float>(), sizes, aStrides, bStrides, x.Pool);
        };
    }

    /// <summary>Batch normalisation over [N, spatial…, C] with constant parameters: y = x scale + shift.</summary>
    public static Action<OperatorContext> PrepareBatch(Preparation p)
    {
        var dims = p.Dims(0)!;
        var (scale, shift) = p.BatchScale();
        var factors = RuntimeTensor.Of<float>(ElementType.Float, Array.ConvertAll(scale, s => (float)s), scale.Length);
        var terms = RuntimeTensor.Of<float>(ElementType.Float, Array.ConvertAll(shift, s => (float)s), shift.Length);
        var sizes = Array.ConvertAll(dims, d => (nint)d);
        var (strides, channel) = (Strides(dims, dims.Length), Strides(factors.Dims, dims.Length));
        for (var i = 1; i < p.InputCount; i++) p.Absorbed.Add(i);
        return x =>
        {
            var input = x.Input(0, dims);
            var output = x.OutputLike(0, input);
            Binary.Run(BinaryKind.Product, input.Pointer<float>(), factors.Pointer<float>(), output.Pointer<float>(), sizes, strides, channel, x.Pool);
            Binary.Run(BinaryKind.Sum, output.Pointer<float>(), terms.Pointer<float>(), output.Pointer<float>(), sizes, strides, channel, x.Pool);
        };
    }

    private static nint[] Strides(long[] operand, int rank)
    {
        var own = StridedCopy.Strides(operand);
        var strides = new nint[rank];
        for (var i = 1; i <= operand.Length; i++) strides[^i] = operand[^i] == 1 ? 0 : (nint)own[^i];
        return strides;
    }
}
