using Ridgeline.Graphs;

namespace Ridgeline.Inputs;

/// <summary>Elements of less than a byte: several a byte in a tensor, low bits first, and one a byte in files of other formats.</summary>
internal static class NarrowElements
{
    /// <summary>Packs elements that stand in a byte each.</summary>
    /// <exception cref="InputProblem">A number is out of range.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> elements, ElementType element, bool checkRange)
    {
        var bits = element.BitWidth();
        var (each, mask) = (8 / bits, (1 << bits) - 1);
        var isSigned = element is ElementType.Int4 or ElementType.Int2;
        var packed = new byte[(elements.Length + each - 1) / each];
        for (var i = 0; i < elements.Length; i++)
        {
            if (checkRange && !Fits(elements[i], bits, isSigned))
            {
                throw new InputProblem("INPUT108", $"element {i} is {(isSigned ? (sbyte)elements[i] : elements[i])}, which is no {element.Spelling()}");
            }
            packed[i / each] |= (byte)((elements[i] & mask) << (i % each * bits));
        }
        return packed;
    }

    /// <summary>Unpacks elements into a byte each, with the sign where there is one.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, ElementType element, long count)
    {
        var bits = element.BitWidth();
        var (each, mask) = (8 / bits, (1 << bits) - 1);
        var isSigned = element is ElementType.Int4 or ElementType.Int2;
        var elements = new byte[count];
        for (var i = 0; i < elements.Length; i++)
        {
            var raw = (packed[i / each] >> (i % each * bits)) & mask;
            elements[i] = (byte)(isSigned ? raw << (32 - bits) >> (32 - bits) : raw);
        }
        return elements;
    }

    private static bool Fits(byte value, int bits, bool isSigned)
    {
        var half = 1 << (bits - 1);
        return isSigned ? (sbyte)value >= -half && (sbyte)value < half : value < 2 * half;
    }
}
