namespace Ridgeline.Runtime.Compiling;

/// <summary>The fusions, in the order in which they help each other.</summary>
internal static class Fusions
{
    /// <summary>Fuses a plan's nodes.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        IdentityRemoval.Run(plan);
        FloatPrecision.Run(plan);
        QuantizedMovement.Run(plan);
        FunctionFusion.Run(plan, options);
        QuantizedLayers.Run(plan, options);
        NormalizationFusion.Run(plan, options);
        AttentionFusion.Run(plan, options);
        TailFusion.Run(plan, options);
        NormalizationResiduals.Run(plan, options);
        SoftmaxFusion.Run(plan, options);
        ChannelsLastLayout.Run(plan);
        ElementwiseFusion.Run(plan, options);
        ConcatenationFusion.Run(plan);
    }
}
