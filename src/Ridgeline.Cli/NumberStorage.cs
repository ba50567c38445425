using Ridgeline.Graphs;
using Ridgeline.Machines;

namespace Ridgeline.Cli;

/// <summary>Which element type stores a format of numbers.</summary>
internal static class NumberStorage
{
    /// <summary>The type; null for what no tensor is stored in.</summary>
    public static ElementType? Of(NumberFormat format) => format switch
    {
        NumberFormat.Fp64 => ElementType.Double,
        NumberFormat.Fp32 or NumberFormat.Tf32 => ElementType.Float,
        NumberFormat.Bf16 => ElementType.BFloat16,
        NumberFormat.Fp16 => ElementType.Float16,
        NumberFormat.Fp8 or NumberFormat.Fp6 => ElementType.Float8E4M3FN,
        NumberFormat.Fp4 => ElementType.Float4E2M1,
        NumberFormat.Int64 => ElementType.Int64,
        NumberFormat.Int32 => ElementType.Int32,
        NumberFormat.Int16 => ElementType.Int16,
        NumberFormat.Int8 => ElementType.Int8,
        _ => ElementType.Int4,
    };
}
