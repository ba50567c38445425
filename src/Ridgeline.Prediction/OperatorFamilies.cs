using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Prediction;

/// <summary>Which family a layer belongs to, by what it does and never by its name.</summary>
public static class OperatorFamilies
{
    /// <summary>The family of a layer.</summary>
    public static OperatorFamily Of(LayerProfile layer)
    {
        if (layer.IsView || layer.Flow is { Reads.Count: 0, Writes.Count: 0 }) return OperatorFamily.View;
        if (layer.Work is not { } work || work.Flops.Value == 0) return OperatorFamily.Movement;
        if (work.Macs.Value > 0) return OperatorFamily.Matmul;
        if (layer.Flow.IsElementwise) return OperatorFamily.Elementwise;
        return work.Transcendentals.Value > 0 ? OperatorFamily.Softmax : OperatorFamily.Normalization;
    }

    /// <summary>Its name in a machine file: <c>matmul</c>.</summary>
    public static string Name(this OperatorFamily family) => family.ToString().ToLowerInvariant();

    /// <summary>The family that a machine file or a measurement means; null if none.</summary>
    public static OperatorFamily? Find(string name) => name.ToLowerInvariant() switch
    {
        "matmul" or "gemm" or "conv" or "product" => OperatorFamily.Matmul,
        "softmax" => OperatorFamily.Softmax,
        "normalization" or "normalisation" or "layernorm" or "rmsnorm" or "reduction" => OperatorFamily.Normalization,
        "elementwise" or "gelu" or "relu" or "activation" => OperatorFamily.Elementwise,
        "movement" or "copy" => OperatorFamily.Movement,
        _ => null,
    };
}
