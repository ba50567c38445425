using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime;

/// <summary>Real numbers of 16, 8 and 4 bits: to float without loss, and back with rounding to nearest, ties to even.</summary>
internal static class NarrowFloats
{
    /// <summary>Whether the element type is one of them.</summary>
    public static bool Covers(ElementType element) => element is ElementType.Float16 or ElementType.BFloat16 || SmallFloat.Of(element) is not null;

    /// <summary>One element as a float.</summary>
    public static float Read(RuntimeTensor tensor, long at)
    {
        Span<float> one = stackalloc float[1];
        var size = tensor.ElementSize;
        Widen(tensor.Element, tensor.Bytes.Slice((int)(at * size), size), one);
        return one[0];
    }

    /// <summary>Elements as floats.</summary>
    public static void Widen(ElementType element, ReadOnlySpan<byte> source, Span<float> target)
    {
        switch (element)
        {
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), target);
                break;
            case ElementType.BFloat16:
                var halves = MemoryMarshal.Cast<byte, ushort>(source);
                for (var i = 0; i < halves.Length; i++) target[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                break;
            default:
                SmallFloat.Of(element)!.Widen(source, target);
                break;
        }
    }

    /// <summary>Floats as elements, rounded; what is beyond the largest becomes it (saturate) or infinity, or NaN where there is none.</summary>
    public static void Narrow(ElementType element, ReadOnlySpan<float> source, Span<byte> target, bool saturate = false)
    {
        switch (element)
        {
            case ElementType.Float16:
                TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<byte, Half>(target));
                break;
            case ElementType.BFloat16:
                var halves = MemoryMarshal.Cast<byte, ushort>(target);
                for (var i = 0; i < source.Length; i++) halves[i] = ToBFloat16(source[i]);
                break;
            default:
                SmallFloat.Of(element)!.Narrow(source, target, saturate);
                break;
        }
    }

    // The lower half is rounded away; a NaN must not become an infinity.
    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
