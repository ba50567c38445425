using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Activation functions, counted by their textbook formulas; a branch counts its costlier side. Those whose slope can be told from the output may
/// overwrite the input.
/// </summary>
internal static class Activations
{
    private const Traits SavesX = Traits.SavesInputs;
    private const Traits SavesY = Traits.InPlace | Traits.SavesOutputs;
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        // Pieces of straight lines.
        new("Relu", [1, 6, 13, 14], SameAsInput) { Work = Comparing(), Traits = SavesY, Pthflops = x => 2 * x.OutCount(), Evaluate = Positive },
        new("LeakyRelu", [1, 6, 16], SameAsInput) { Work = Each(mul: 1, cmp: 1), Traits = SavesY },
        new("PRelu", [1, 6, 7, 9, 16], BroadcastToFirst) { Work = Each(mul: 1, cmp: 1), Traits = SavesX },
        new("ThresholdedRelu", [10, 22], SameAsInput) { Work = Comparing(), Traits = SavesY },
        new("HardSigmoid", [1, 6, 22], SameAsInput) { Work = Each(add: 1, mul: 1, cmp: 2), Traits = SavesY },
        new("HardSwish", [14, 22], SameAsInput) { Work = Each(add: 1, mul: 2, cmp: 2), Traits = SavesX },
        new("Shrink", [9], SameAsInput) { Work = Each(add: 1, cmp: 2), Traits = SavesX },

        // a (exp(x) - 1) below zero; Celu divides x first, Selu scales both sides.
        new("Elu", [1, 6, 22], SameAsInput) { Work = Each(add: 1, mul: 1, cmp: 1, exp: 1), Traits = SavesY },
        new("Celu", [12, 28], SameAsInput) { Work = Each(add: 1, mul: 1, div: 1, cmp: 1, exp: 1), Traits = SavesY },
        new("Selu", [1, 6, 22], SameAsInput) { Work = Each(add: 1, mul: 2, cmp: 1, exp: 1), Traits = SavesY },

        // Smooth ones.
        new("Sigmoid", [1, 6, 13], SameAsInput) { Work = Each(add: 1, div: 1, exp: 1), Traits = SavesY },
        new("Tanh", [1, 6, 13], SameAsInput) { Work = Transcending(), Traits = SavesY },
        new("Softplus", [1, 22], SameAsInput) { Work = Each(add: 1, exp: 2), Traits = SavesX },
        new("Softsign", [1, 22], SameAsInput) { Work = Each(add: 1, div: 1, cmp: 1), Traits = SavesY },
        new("Mish", [18, 22], SameAsInput) { Work = Each(add: 1, mul: 1, exp: 3), Traits = SavesX },
        new("Swish", [24], SameAsInput) { Work = x => Swishes(x, x.Node.Float("alpha", 1)), Traits = SavesX },
        new("SwiGLU", [28], InferGated) { Work = x => Swishes(x, x.Node.Float("alpha", 1)) + Times(x.OutCount(), mul: 1), Traits = SavesX },
        new("Gelu", [20], SameAsInput) { Work = Gelus, Traits = SavesX },

        // ONNX Runtime's, most of them with a bias along the last dimension.
        new("Gelu", [1], SameAsInput) { Domain = Ms, Work = Gelus, Traits = SavesX },
        new("FastGelu", [1], SameAsInput) { Domain = Ms, Work = x => TanhGelus(x.OutCount()) + Times(x.OutCount(), add: x.Has(1) ? 1 : 0), Traits = SavesX },
        new("BiasGelu", [1], SameAsInput) { Domain = Ms, Work = x => ErfGelus(x.OutCount()) + Times(x.OutCount(), add: 1), Traits = SavesX },
        new("QuickGelu", [1], SameAsInput) { Domain = Ms, Work = x => Swishes(x, x.Node.Float("alpha", 1.702f)), Traits = SavesX },
        new("BiasSplitGelu", [1], InferHalved) { Domain = Ms, Work = x => ErfGelus(x.OutCount()) + Times(x.OutCount(), add: 2, mul: 1), Traits = SavesX },
        new("BiasAdd", [1], SameAsInput) { Domain = Ms, Work = Adding(2) },
    ];

    /// <summary>x times the sigmoid of a multiple of x.</summary>
    public static Work Swishes(WorkContext x, float alpha) => Swishes(x.OutCount(), alpha);

    /// <summary>x times the sigmoid of a multiple of x, so many times.</summary>
    public static Work Swishes(Int128 count, float alpha = 1) => Times(count, add: 1, mul: alpha is 1 ? 1 : 2, div: 1, exp: 1);

    // Exporters clamp a number of steps with it.
    private static Contents? Positive(InferenceContext x) => ContentsArithmetic.Map(x, a => DimArithmetic.Max(a, 0), a => Math.Max(a, 0));

    // 0.5 x (1 + erf(x / sqrt 2)).
    private static Work ErfGelus(Int128 count) => Times(count, add: 1, mul: 3, exp: 1);

    // 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
    private static Work TanhGelus(Int128 count) => Times(count, add: 2, mul: 6, exp: 1);

    private static Work Gelus(WorkContext x) => x.Node.Text("approximate", "none") == "tanh" ? TanhGelus(x.OutCount()) : ErfGelus(x.OutCount());

    private static void InferGated(InferenceContext x)
    {
        var (gate, value) = (x.Shape(0), x.Shape(1));
        if (gate.HasRank && value.HasRank)
        {
            ExpectRank(value, "value", gate.Rank);
            gate = Shape.Of(gate.Zip(value, (a, b) => x.Unify(a, b, "the gate and the value")));
        }
        x.Output(0, FirstElement(x), gate.HasRank ? gate : value);
    }

    // The second half of the last dimension gates the first.
    private static void InferHalved(InferenceContext x)
    {
        var shape = x.Shape(0);
        ExpectRank(shape, "input", 3);
        x.Output(0, x.Element(0), shape.HasRank ? shape.With(-1, shape[2] / 2) : shape);
    }
}
