using System.Globalization;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Npy;

/// <summary>The type of an array's elements as NumPy writes it: byte order, kind, width, such as <c>&lt;f4</c> (numpy.lib.format).</summary>
/// <param name="Kind"><c>b i u f c</c> numbers, <c>S</c> bytes of text, <c>U</c> text of 4 bytes a character, <c>V</c> bytes without meaning.</param>
/// <param name="Width">Bytes of an element.</param>
/// <param name="IsBig">Whether the highest byte comes first.</param>
internal readonly record struct NpyType(char Kind, int Width, bool IsBig)
{
    private const int LongestText = 1 << 28;

    /// <summary>Reads a description.</summary>
    /// <exception cref="InputProblem">It is none, or one of things that are no tensor.</exception>
    public static NpyType Parse(string text)
    {
        var order = text.Length > 0 && text[0] is '<' or '>' or '|' or '=' ? text[0] : '|';
        var rest = text.Length > 0 && text[0] is '<' or '>' or '|' or '=' ? text[1..] : text;
        if (rest.StartsWith('O')) throw new InputProblem("INPUT104", "the array holds Python objects", "save it with a number type: a.astype(np.float32)");
        if (rest.Length < 2 || !int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width > LongestText)
        {
            throw new InputProblem("INPUT104", $"'{text}' is no element type that a tensor can have", "save it with a number type: a.astype(np.float32)");
        }
        return new(rest[0], rest[0] == 'U' ? checked(width * 4) : width, order == '>');
    }

    /// <summary>What a tensor's elements are called in the file. Types that NumPy does not have are bytes without meaning, as ml_dtypes writes them.</summary>
    public static string Of(ElementType element) => element switch
    {
        ElementType.Bool => "|b1",
        ElementType.UInt8 or ElementType.UInt4 or ElementType.UInt2 => "|u1",
        ElementType.Int8 or ElementType.Int4 or ElementType.Int2 => "|i1",
        ElementType.UInt16 => "<u2",
        ElementType.Int16 => "<i2",
        ElementType.UInt32 => "<u4",
        ElementType.Int32 => "<i4",
        ElementType.UInt64 => "<u8",
        ElementType.Int64 => "<i8",
        ElementType.Float16 => "<f2",
        ElementType.Float => "<f4",
        ElementType.Double => "<f8",
        ElementType.Complex64 => "<c8",
        ElementType.Complex128 => "<c16",
        ElementType.BFloat16 => "<V2",
        _ => "|V1",
    };

    /// <summary>The type of a tensor of such elements; for bytes without meaning and for whole numbers that stand for narrower ones, that which is wanted.</summary>
    /// <exception cref="InputProblem">No tensor has such elements.</exception>
    public ElementType Element(ElementType wanted) => (Kind, Width) switch
    {
        ('b', 1) => ElementType.Bool,
        ('u', 1) => wanted is ElementType.UInt4 or ElementType.UInt2 ? wanted : ElementType.UInt8,
        ('i', 1) => wanted is ElementType.Int4 or ElementType.Int2 ? wanted : ElementType.Int8,
        ('u', 2) => ElementType.UInt16,
        ('i', 2) => ElementType.Int16,
        ('u', 4) => ElementType.UInt32,
        ('i', 4) => ElementType.Int32,
        ('u', 8) => ElementType.UInt64,
        ('i', 8) => ElementType.Int64,
        ('f', 2) => ElementType.Float16,
        ('f', 4) => ElementType.Float,
        ('f', 8) => ElementType.Double,
        ('c', 8) => ElementType.Complex64,
        ('c', 16) => ElementType.Complex128,
        ('S', _) or ('U', _) => ElementType.String,
        ('V', 2) when wanted is ElementType.BFloat16 or ElementType.Undefined => ElementType.BFloat16,
        ('V', 1) when wanted.BitWidth() is > 0 and <= 8 => wanted,
        ('V', _) => throw new InputProblem("INPUT104", $"elements of {Width} bytes without meaning (V{Width}) are no {Asked(wanted)}"),
        _ => throw new InputProblem("INPUT104", $"no tensor has elements of {Width} bytes of kind '{Kind}'", "save it with another type: a.astype(np.float32)"),
    };

    /// <summary>The bytes that are turned around where the highest comes first: half an element for complex numbers, a character for text.</summary>
    public int SwapWidth => Kind switch { 'c' => Width / 2, 'U' => 4, 'S' or 'V' => 1, _ => Width };

    private static string Asked(ElementType wanted) => wanted == ElementType.Undefined ? "tensor" : wanted.Spelling();
}
