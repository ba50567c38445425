using System.Numerics.Tensors;
using Ridgeline.Graphs;
using static Ridgeline.Runtime.Operators.RealFunction;

namespace Ridgeline.Runtime.Operators;

/// <summary>Activation functions. Default parameters are those of the ONNX specification.</summary>
internal static class Activations
{
    public static readonly Implementation[] Rows =
    [
        new("Relu", RunRelu) { Widens = true, InPlace = true, Role = Role.Rectifier },
        Row("Sigmoid", TensorPrimitives.Sigmoid, SpecialFunctions.Sigmoid, Role.Sigmoid),
        Row("Tanh", TensorPrimitives.Tanh, Math.Tanh, Role.HyperbolicTangent),
        Row("Softplus", Of(SpecialFunctions.Softplus)),
        Row("Softsign", Of(v => v / (1 + Math.Abs(v)))),
        Row("Mish", Of(v => v * Math.Tanh(SpecialFunctions.Softplus(v)))),
        Row("HardSwish", HardSwish, v => v * Math.Clamp((v / 6) + 0.5, 0, 1), Role.HardSwish),
        Row("Swish", Swish),
        Row("Elu", node => Elu(node.Float("alpha", 1))),
        Row("Celu", node => Celu(node.Float("alpha", 1))),
        Row("Selu", node => Selu(node.Float("alpha", 1.6732632f), node.Float("gamma", 1.0507009f))),
        Row("LeakyRelu", node => LeakyRelu(node.Float("alpha", 0.01f)), Role.LeakyRectifier),
        Row("ThresholdedRelu", node => ThresholdedRelu(node.Float("alpha", 1))),
        Row("HardSigmoid", node => HardSigmoid(node.Float("alpha", 0.2f), node.Float("beta", 0.5f)), Role.HardSigmoid),
        Row("Gelu", node => Of(node.Text("approximate", "none") == "tanh" ? SpecialFunctions.GeluByTanh : SpecialFunctions.Gelu), Role.Gelu),
        new("Shrink", x => new Shrinking(x.Node.Float("bias", 0), x.Node.Float("lambd", 0.5f)).Run(x)) { Widens = true, InPlace = true },
        new("PRelu", BinaryLoop<Slope>.Run) { Widens = true },
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
        ElementDispatch.Numbers(input.Element, new Relu(input, x.OutputLike(0, input)));
    }

    private static void HardSwish(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] * Math.Clamp((x[i] / 6) + 0.5f, 0, 1);
    }

    private static RealFunction Swish(Node node)
    {
        var alpha = node.Float("alpha", 1);
        return Of(v => v * SpecialFunctions.Sigmoid(alpha * v));
    }

    private static RealFunction Elu(float alpha) => Of(v => v >= 0 ? v : alpha * (Math.Exp(v) - 1));

    private static RealFunction Celu(float alpha) => Of(v => Math.Max(0, v) + Math.Min(0, alpha * (Math.Exp(v / alpha) - 1)));

    private static RealFunction Selu(float alpha, float gamma) => Of(v => v > 0 ? gamma * v : gamma * ((alpha * Math.Exp(v)) - alpha));

    private static RealFunction LeakyRelu(float alpha) => new(
        (x, y) =>
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] >= 0 ? x[i] : alpha * x[i];
        },
        v => v >= 0 ? v : alpha * v);

    private static RealFunction ThresholdedRelu(float alpha) => Of(v => v > alpha ? v : 0);

    private static RealFunction HardSigmoid(float alpha, float beta) => new(
        (x, y) =>
        {
            for (var i = 0; i < x.Length; i++) y[i] = Math.Clamp((alpha * x[i]) + beta, 0, 1);
        },
        v => Math.Clamp((alpha * v) + beta, 0, 1));

    private readonly struct Relu(RuntimeTensor input, RuntimeTensor output) : IElementVisitor
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
