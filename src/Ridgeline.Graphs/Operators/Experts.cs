using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Mixtures of experts: each token passes through k of E small networks, weights [E, inner, width] up and [E, width, inner] down, inner doubled where
/// a gate is packed beside it.
/// </summary>
internal static class Experts
{
    private const string Ms = Domains.Microsoft;

    public static readonly Operator[] Rows =
    [
        new("MoE", [1], SameAsInput) { Domain = Ms, Work = x => Count(x, step: 2), Traits = Traits.Product | Traits.SavesInputs },
        new("QMoE", [1], SameAsInput) { Buffers = [3, 6, 9], Domain = Ms, Work = x => Count(x, step: 3), Traits = Traits.NoGradient },
    ];

    // MACs are the tokens times k experts' weights. Beside them: a softmax and E-1 comparisons of the router for each of the k choices, the biases, the
    // activation, and the sum of k weighted outputs. Of the weights only those of the experts that may be chosen are read: min(E, tokens*k).
    // From input 2 on each layer has weights, where quantised scales, and a bias.
    private static Work Count(WorkContext x, int step)
    {
        var (tokens, experts) = (x.In(1)[0], x.In(1)[1]);
        if (experts == 0) return default;
        var chosen = (Int128)tokens * Math.Min(x.Node.Int("k", 1), experts);
        Int128 macs = 0, biases = 0;
        for (var layer = 2; layer < 2 + (3 * step); layer += step)
        {
            macs += chosen * (x.InCount(layer) / experts) * Packed(x, step);
            biases += chosen * (x.InCount(layer + step - 1) / experts);
        }
        var width = x.In(0)[^1];
        // The down projection reads what the activation leaves: its last dimension.
        var inner = chosen * x.In(2 + step)[2] * Packed(x, step);
        var all = WorkRules.Count(macs: macs, add: biases + (Int128.Max(chosen - tokens, 0) * width), mul: chosen * width)
            + SoftmaxRows(tokens, experts)
            + Times(chosen, cmp: 1) * (experts - 1)
            + Activated(x, inner, gated: x.Has(2 + (2 * step)) || x.Node.Text("activation_type", "") == "swiglu");
        return all with { Read = Read(x, chosen, experts, step) };
    }

    // Bytes of 8 bits hold two weights of 4.
    private static int Packed(WorkContext x, int step) => step == 3 ? (int)(8 / Math.Clamp(x.Node.Int("expert_weight_bits", 4), 1, 8)) : 1;

    private static Work Activated(WorkContext x, Int128 inner, bool gated) => Times(inner, mul: gated ? 1 : 0) + x.Node.Text("activation_type", "relu") switch
    {
        "gelu" => Times(inner, add: 1, mul: 3, exp: 1),
        "silu" or "swiglu" => Activations.Swishes(inner),
        "identity" => default,
        _ => Times(inner, cmp: 1),
    };

    private static Quantities.Bytes Read(WorkContext x, Int128 chosen, long experts, int step)
    {
        var used = Int128.Min(chosen, experts);
        Int128 bits = (x.InCount(0) * x.InBits(0)) + (x.InCount(1) * x.InBits(1));
        for (var input = 2; input < 2 + (3 * step); input++) bits += x.InCount(input) / experts * used * x.InBits(input);
        return new(checked((long)((bits + 7) / 8)));
    }
}
