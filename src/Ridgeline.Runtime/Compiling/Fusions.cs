namespace Ridgeline.Runtime.Compiling;

/// <summary>The fusions, in the order in which they help each other.</summary>
internal static class Fusions
{
    /// <summary>Fuses a plan's nodes.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        FloatPrecision.Run(plan);
        TailFusion.Run(plan, options);
        ChannelsLastLayout.Run(plan);
    }
}
