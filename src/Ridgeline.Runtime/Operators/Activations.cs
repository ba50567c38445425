using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using static Ridgeline.Runtime.Operators.RealFunction;

namespace Ridgeline.Runtime.Operators;

/// <summary>Activation functions. Default parameters are those of the ONNX specification.</summary>
internal static class Activations
{
    public static readonly Implementation[] Rows =
    [
        Relu(),
        Row("Sigmoid", TensorPrimitives.Sigmoid, SpecialFunctions.Sigmoid, UnaryKind.Sigmoid),
        Row("Tanh", TensorPrimitives.Tanh, Math.Tanh, UnaryKind.Tanh),
        Row("Softplus", SpecialFunctions.Softplus, UnaryKind.Softplus),
        Row("Softsign", v => v / (1 + Math.Abs(v)), UnaryKind.Softsign),
        Row("Mish", v => v * Math.Tanh(SpecialFunctions.Softplus(v)), UnaryKind.Mish),
        Row("HardSwish", _ => Of(v => v * Math.Clamp((v / 6) + 0.5, 0, 1), new(UnaryKind.HardSwish, 1f / 6, 0.5f))),
        Row("Swish", node => Swish(node.Float("alpha", 1))),
        Row("Elu", node => Elu(node.Float("alpha", 1))),
        Row("Celu", node => Celu(node.Float("alpha", 1))),
        Row("Selu", node => Selu(node.Float("alpha", 1.6732632f), node.Float("gamma", 1.0507009f))),
        Row("LeakyRelu", node => LeakyRelu(node.Float("alpha", 0.01f))),
        Row("ThresholdedRelu", node => ThresholdedRelu(node.Float("alpha", 1))),
        Row("HardSigmoid", node => HardSigmoid(node.Float("alpha", 0.2f), node.Float("beta", 0.5f))),
        Row("Gelu", node => node.Text("approximate", "none") == "tanh"
            ? Of(SpecialFunctions.GeluByTanh, new(UnaryKind.GeluTanh)) : Of(SpecialFunctions.Gelu, new(UnaryKind.Gelu))),
        new("Shrink", x => new Shrinking(x.Node.Float("bias", 0), x.Node.Float("lambd", 0.5f)).Run(x)) { Widens = true, InPlace = true },
        new("PRelu", RunSlope) { Widens = true, Prepare = p => p.Opset < 7 ? null : FloatBroadcast.Prepare(p, BinaryKind.PRelu) },
    ];

    /// <summary>The activation of a recurrent layer, by its name there; null if there is none of that name.</summary>
    public static Func<double, double>? Recurrent(string name, float? alpha, float? beta) => name.ToUpperInvariant() switch
    {
        "RELU" => v => Math.Max(v, 0),
        "TANH" => Math.Tanh,
        "SIGMOID" => SpecialFunctions.Sigmoid,
        "AFFINE" => v => ((alpha ?? 1) * v) + (beta ?? 0),
        "LEAKYRELU" => v => v >= 0 ? v : (alpha ?? 0.01f) * v,
        "THRESHOLDEDRELU" => v => v >= (alpha ?? 1) ? v : 0,
        "SCALEDTANH" => v => (alpha ?? 1) * Math.Tanh((beta ?? 1) * v),
        "HARDSIGMOID" => v => Math.Clamp(((alpha ?? 0.2f) * v) + (beta ?? 0.5f), 0, 1),
        "ELU" => v => v >= 0 ? v : (alpha ?? 1) * (Math.Exp(v) - 1),
        "SOFTSIGN" => v => v / (1 + Math.Abs(v)),
        "SOFTPLUS" => SpecialFunctions.Softplus,
        _ => null,
    };

    private static void RunRelu(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Numbers(input.Element, new Rectifying(input, x.OutputLike(0, input)));
    }

    // Before operator set 7 a vector of slopes was one for each channel.
    private static void RunSlope(OperatorContext x)
    {
        var (input, slope) = (x.Input(0), x.Input(1));
        if (x.Opset < 7 && slope.Rank == 1 && slope.Count > 1) slope = slope.Reshaped([slope.Count, .. Enumerable.Repeat(1L, input.Rank - 2)]);
        ElementDispatch.Numbers(input.Element, new BinaryLoop<Slope>(input, slope, x.OutputLike(0, input)));
    }

    private static Implementation Relu()
    {
        var row = new Implementation("Relu", RunRelu)
        {
            Widens = true, InPlace = true,
            Activation = p => p.Element(0) == ElementType.Float ? Activation.Relu : null,
            Prepare = p => p.Element(0) == ElementType.Float ? x => Floats.Apply(x, Activation.Relu) : null,
        };
        return row with { ChannelsLast = row };
    }

    private static RealFunction Swish(float alpha) => Of(v => v * SpecialFunctions.Sigmoid(alpha * v), new(UnaryKind.Silu, alpha));

    private static RealFunction Elu(float alpha) => Of(v => v >= 0 ? v : alpha * (Math.Exp(v) - 1), new(UnaryKind.Elu, alpha, 1));

    private static RealFunction Celu(float alpha) => Of(v => Math.Max(0, v) + Math.Min(0, alpha * (Math.Exp(v / alpha) - 1)), new(UnaryKind.Elu, alpha, 1 / alpha));

    private static RealFunction Selu(float alpha, float gamma) => Of(v => v > 0 ? gamma * v : gamma * ((alpha * Math.Exp(v)) - alpha), new(UnaryKind.Selu, alpha, gamma));

    private static RealFunction LeakyRelu(float alpha) => Of(v => v >= 0 ? v : alpha * v, new(UnaryKind.LeakyRelu, alpha));

    private static RealFunction ThresholdedRelu(float alpha) => Of(v => v > alpha ? v : 0, new(UnaryKind.ThresholdedRelu, alpha));

    private static RealFunction HardSigmoid(float alpha, float beta) => Of(v => Math.Clamp((alpha * v) + beta, 0, 1), new(UnaryKind.HardSigmoid, alpha, beta));

    private readonly struct Rectifying(RuntimeTensor input, RuntimeTensor output) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => TensorPrimitives.Max(input.Span<T>(), T.Zero, output.Span<T>());
    }

    private readonly struct Slope : IBinary
    {
        public static void Apply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = a[i] < T.Zero ? a[i] * b[i] : a[i];
        }

        public static void Apply<T>(ReadOnlySpan<T> a, T b, Span<T> y)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = a[i] < T.Zero ? a[i] * b : a[i];
        }

        public static void Apply<T>(T a, ReadOnlySpan<T> b, Span<T> y)
            where T : unmanaged, System.Numerics.INumber<T>
        {
            for (var i = 0; i < y.Length; i++) y[i] = a < T.Zero ? a * b[i] : a;
        }
    }
}
