using System.Numerics;
using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Between two bounds, each of which may be left out; attributes in early operator sets, inputs since 11.</summary>
internal static class Clipping
{
    /// <summary>The row's Run.</summary>
    public static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Numbers(input.Element, new Loop(x, input, x.OutputLike(0, input)));
    }

    /// <summary>The bounds, if they are known floats.</summary>
    public static Activation? Activation(Preparation p)
    {
        if (p.Element(0) != ElementType.Float) return null;
        var (low, high) = (p.Node.Float("min", float.NegativeInfinity), p.Node.Float("max", float.PositiveInfinity));
        if (p.Opset >= 11)
        {
            if ((p.Has(1) && p.Constant(1) is not { Count: 1 }) || (p.Has(2) && p.Constant(2) is not { Count: 1 })) return null;
            (low, high) = (p.Constant(1)?.Span<float>()[0] ?? float.NegativeInfinity, p.Constant(2)?.Span<float>()[0] ?? float.PositiveInfinity);
        }
        return low <= high ? new(UnaryKind.Clip, low, high) : null;
    }

    /// <summary>The kernel, if the bounds are known floats.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p) => Activation(p) is { } function ? x => Floats.Apply(x, function) : null;

    private readonly struct Loop(OperatorContext x, RuntimeTensor input, RuntimeTensor output) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var early = x.Opset < 11;
            var low = early ? T.CreateSaturating(x.Node.Float("min", float.NegativeInfinity)) : x.Optional(1) is { Count: > 0 } min ? min.Span<T>()[0] : T.CreateSaturating(float.NegativeInfinity);
            var high = early ? T.CreateSaturating(x.Node.Float("max", float.PositiveInfinity)) : x.Optional(2) is { Count: > 0 } max ? max.Span<T>()[0] : T.CreateSaturating(float.PositiveInfinity);
            // Not Clamp: ONNX says min(max, max(x, min)), also where the bounds are crossed.
            TensorPrimitives.Max(input.Span<T>(), low, output.Span<T>());
            TensorPrimitives.Min(output.Span<T>(), high, output.Span<T>());
        }
    }
}
