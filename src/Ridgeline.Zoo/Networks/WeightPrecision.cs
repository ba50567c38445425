using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>The parameter that says in what type a transformer's weights and activations are.</summary>
internal static class WeightPrecision
{
    /// <summary>For networks published in single precision.</summary>
    public static readonly ZooParameter Single = ZooParameter.Word("precision", "type of weights and activations", "fp32", "fp16", "bf16");

    /// <summary>For networks published in half precision: the large language models.</summary>
    public static readonly ZooParameter Half = ZooParameter.Word("precision", "type of weights and activations", "fp16", "bf16", "fp32");

    /// <summary>The type asked for.</summary>
    public static ElementType Of(ZooQuery query) => ElementTypes.TryParse(query.Word("precision"), out var type) ? type : ElementType.Float;
}
