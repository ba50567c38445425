using Ridgeline.Quantities;

namespace Ridgeline.Graphs;

/// <summary>What each <see cref="ElementType"/> takes in memory and is called.</summary>
public static class ElementTypes
{
    private static readonly ElementType[] s_all = Enum.GetValues<ElementType>();

    /// <summary>Bits of one element as stored; 0 for <see cref="ElementType.Undefined"/> and <see cref="ElementType.String"/>.</summary>
    public static int BitWidth(this ElementType type) => type switch
    {
        ElementType.UInt2 or ElementType.Int2 => 2,
        ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => 4,
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool or ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ
            or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ or ElementType.Float8E8M0 => 8,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 16,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 32,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => 64,
        ElementType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Whether the number is one that ONNX defines; files may carry any.</summary>
    public static bool IsDefined(this ElementType type) => type is > ElementType.Undefined and <= ElementType.Int2;

    /// <summary>Whether it is a real floating-point type of any width.</summary>
    public static bool IsFloat(this ElementType type) => type is ElementType.Float or ElementType.Double or ElementType.Float16
        or ElementType.BFloat16 or ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2
        or ElementType.Float8E5M2FNUZ or ElementType.Float4E2M1 or ElementType.Float8E8M0;

    /// <summary>Whether it is a signed or unsigned integer of any width (not <see cref="ElementType.Bool"/>).</summary>
    public static bool IsInteger(this ElementType type) => type is ElementType.UInt8 or ElementType.Int8 or ElementType.UInt16
        or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 or ElementType.UInt32 or ElementType.UInt64
        or ElementType.UInt4 or ElementType.Int4 or ElementType.UInt2 or ElementType.Int2;

    /// <summary>
    /// Bytes that <paramref name="elements"/> elements take, packed: <c>ceil(elements * bits / 8)</c>. Text counts as nothing: its length
    /// is not in its type.
    /// </summary>
    /// <exception cref="OverflowException">More than 2^63 - 1 bytes.</exception>
    public static Bytes BytesFor(this ElementType type, long elements)
    {
        // Eights of elements fill whole bytes: no product of bits that would need more than 64.
        var (eights, rest) = Math.DivRem(elements, 8);
        return new(checked((eights * type.BitWidth()) + (((rest * type.BitWidth()) + 7) / 8)));
    }

    /// <summary>The ONNX spelling in lower case, such as <c>float</c>, <c>int64</c>, <c>bfloat16</c>, <c>float8e4m3fn</c>.</summary>
    public static string Spelling(this ElementType type) => type.ToString().ToLowerInvariant();

    /// <summary>Reads <see cref="Spelling"/> back; also the common short names fp32, fp16, bf16, fp64, f32, f16.</summary>
    public static bool TryParse(string text, out ElementType type)
    {
        type = text.ToLowerInvariant() switch
        {
            "fp32" or "f32" or "float32" => ElementType.Float,
            "fp16" or "f16" or "half" => ElementType.Float16,
            "bf16" => ElementType.BFloat16,
            "fp64" or "f64" or "float64" => ElementType.Double,
            "fp8" or "float8" => ElementType.Float8E4M3FN,
            "fp4" or "float4" => ElementType.Float4E2M1,
            var other => Array.Find(s_all, t => t.Spelling() == other),
        };
        return type != ElementType.Undefined;
    }
}
