using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>From an element type to code for it. The visitors are structs, so that each case is compiled for its type.</summary>
internal static class ElementDispatch
{
    /// <summary>All number types of at least 8 bits that C# can calculate with: fp16 included, bf16 and fp8 not (see <see cref="Implementation.Widens"/>).</summary>
    public static void Numbers<TVisitor>(ElementType element, TVisitor visitor)
        where TVisitor : struct, IElementVisitor, allows ref struct
    {
        switch (element)
        {
            case ElementType.Float: visitor.Visit<float>(); break;
            case ElementType.Double: visitor.Visit<double>(); break;
            case ElementType.Float16: visitor.Visit<Half>(); break;
            case ElementType.Int8: visitor.Visit<sbyte>(); break;
            case ElementType.UInt8: visitor.Visit<byte>(); break;
            case ElementType.Int16: visitor.Visit<short>(); break;
            case ElementType.UInt16: visitor.Visit<ushort>(); break;
            case ElementType.Int32: visitor.Visit<int>(); break;
            case ElementType.UInt32: visitor.Visit<uint>(); break;
            case ElementType.Int64: visitor.Visit<long>(); break;
            case ElementType.UInt64: visitor.Visit<ulong>(); break;
            default: throw Refused(element, "numbers");
        }
    }

    /// <summary>Float and double.</summary>
    public static void Reals<TVisitor>(ElementType element, TVisitor visitor)
        where TVisitor : struct, IRealVisitor, allows ref struct
    {
        switch (element)
        {
            case ElementType.Float: visitor.Visit<float>(); break;
            case ElementType.Double: visitor.Visit<double>(); break;
            default: throw Refused(element, "real numbers");
        }
    }

    /// <summary>Integers of at least 8 bits.</summary>
    public static void Integers<TVisitor>(ElementType element, TVisitor visitor)
        where TVisitor : struct, IIntegerVisitor, allows ref struct
    {
        switch (element)
        {
            case ElementType.Int8: visitor.Visit<sbyte>(); break;
            case ElementType.UInt8: visitor.Visit<byte>(); break;
            case ElementType.Int16: visitor.Visit<short>(); break;
            case ElementType.UInt16: visitor.Visit<ushort>(); break;
            case ElementType.Int32: visitor.Visit<int>(); break;
            case ElementType.UInt32: visitor.Visit<uint>(); break;
            case ElementType.Int64: visitor.Visit<long>(); break;
            case ElementType.UInt64: visitor.Visit<ulong>(); break;
            default: throw Refused(element, "integers");
        }
    }

    /// <summary>Everything but text, by width.</summary>
    public static void Storage<TVisitor>(RuntimeTensor tensor, TVisitor visitor)
        where TVisitor : struct, IStorageVisitor, allows ref struct
    {
        switch (tensor.ElementSize)
        {
            case 1: visitor.Visit<byte>(); break;
            case 2: visitor.Visit<ushort>(); break;
            case 4: visitor.Visit<uint>(); break;
            case 8: visitor.Visit<ulong>(); break;
            case 16: visitor.Visit<UInt128>(); break;
            default: throw Refused(tensor.Element, "elements of fixed width");
        }
    }

    private static OperatorException Refused(ElementType element, string what) => new($"it works on {what}, not on {element.Spelling()}");
}
