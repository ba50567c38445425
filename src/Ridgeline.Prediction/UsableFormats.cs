using Ridgeline.Graphs;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>In which formats a machine may compute what is stored in another: any that holds each of its numbers exactly.</summary>
public static class UsableFormats
{
    private static readonly Dictionary<NumberFormat, NumberFormat[]> s_wider = new()
    {
        [NumberFormat.Fp32] = [NumberFormat.Fp64],
        [NumberFormat.Tf32] = [NumberFormat.Fp32],
        [NumberFormat.Bf16] = [NumberFormat.Tf32],
        [NumberFormat.Fp16] = [NumberFormat.Tf32],
        [NumberFormat.Fp8] = [NumberFormat.Bf16, NumberFormat.Fp16],
        [NumberFormat.Fp6] = [NumberFormat.Fp8],
        [NumberFormat.Fp4] = [NumberFormat.Fp6],
        [NumberFormat.Int32] = [NumberFormat.Int64, NumberFormat.Fp64],
        [NumberFormat.Int16] = [NumberFormat.Int32, NumberFormat.Fp32],
        [NumberFormat.Int8] = [NumberFormat.Int16, NumberFormat.Fp16, NumberFormat.Bf16],
        [NumberFormat.Int4] = [NumberFormat.Int8, NumberFormat.Fp8],
        [NumberFormat.Int1] = [NumberFormat.Int4],
    };

    private static readonly Dictionary<NumberFormat, NumberFormat[]> s_closed = NumberFormats.All.ToDictionary(f => f, f => Close(f).Distinct().ToArray());

    /// <summary>The format itself and all that hold it.</summary>
    public static IReadOnlyList<NumberFormat> Of(NumberFormat format) => s_closed[format];

    /// <summary>The format of a tensor's elements; what no unit computes in counts as the next that one does.</summary>
    public static NumberFormat Of(ElementType element) => element switch
    {
        ElementType.Double or ElementType.Complex128 => NumberFormat.Fp64,
        ElementType.Float16 => NumberFormat.Fp16,
        ElementType.BFloat16 => NumberFormat.Bf16,
        ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2
            or ElementType.Float8E5M2FNUZ or ElementType.Float8E8M0 => NumberFormat.Fp8,
        ElementType.Float4E2M1 => NumberFormat.Fp4,
        ElementType.Int64 or ElementType.UInt64 => NumberFormat.Int64,
        ElementType.Int32 or ElementType.UInt32 => NumberFormat.Int32,
        ElementType.Int16 or ElementType.UInt16 => NumberFormat.Int16,
        ElementType.Int8 or ElementType.UInt8 => NumberFormat.Int8,
        ElementType.Int4 or ElementType.UInt4 or ElementType.Int2 or ElementType.UInt2 => NumberFormat.Int4,
        ElementType.Bool => NumberFormat.Int8,
        _ => NumberFormat.Fp32,
    };

    /// <summary>The element type that stores a format.</summary>
    public static ElementType Stored(NumberFormat format) => format switch
    {
        NumberFormat.Fp64 => ElementType.Double,
        NumberFormat.Bf16 => ElementType.BFloat16,
        NumberFormat.Fp16 => ElementType.Float16,
        NumberFormat.Fp8 or NumberFormat.Fp6 => ElementType.Float8E4M3FN,
        NumberFormat.Fp4 => ElementType.Float4E2M1,
        NumberFormat.Int64 => ElementType.Int64,
        NumberFormat.Int32 => ElementType.Int32,
        NumberFormat.Int16 => ElementType.Int16,
        NumberFormat.Int8 => ElementType.Int8,
        NumberFormat.Int4 or NumberFormat.Int1 => ElementType.Int4,
        _ => ElementType.Float,
    };

    private static IEnumerable<NumberFormat> Close(NumberFormat format) => (s_wider.GetValueOrDefault(format) ?? []).SelectMany(Close).Prepend(format);
}
