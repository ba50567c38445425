using System.Runtime.InteropServices;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>TypeProto</c>. Denotations, which no tool here asks for, are passed over.</summary>
internal static class TypeReader
{
    /// <summary>More dimensions than any tensor has.</summary>
    public const int MostDimensions = 256;

    private const int Deepest = 32;

    /// <summary>The type, or null if the message states none.</summary>
    public static DataType? Read(WireReader reader, ReadSession session, int depth = 0)
    {
        session.Count(reader.Position);
        if (depth > Deepest)
        {
            throw new OnnxFormatException("ONNX106", reader.Position, $"types are nested deeper than {Deepest}", "No honest model nests types so.");
        }
        DataType? type = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TypeFields.TensorType:
                    var (element, shape) = Tensor(reader.Message());
                    type = new TensorType(element, shape);
                    break;
                case TypeFields.SparseTensorType:
                    (element, shape) = Tensor(reader.Message());
                    type = new SparseTensorType(element, shape);
                    break;
                case TypeFields.SequenceType: type = new SequenceType(Item(reader.Message(), session, depth)); break;
                case TypeFields.OptionalType: type = new OptionalType(Item(reader.Message(), session, depth)); break;
                case TypeFields.MapType: type = Map(reader.Message(), session, depth); break;
                case TypeFields.OpaqueType: type = Opaque(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }
        return type;
    }

    private static (ElementType Element, Shape Shape) Tensor(WireReader reader)
    {
        var (element, shape) = (ElementType.Undefined, Shape.Unknown);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TensorTypeFields.ElemType: element = (ElementType)reader.Int32(); break;
                case TensorTypeFields.Shape: shape = Dimensions(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }
        return (element, shape);
    }

    private static Shape Dimensions(WireReader reader)
    {
        var dims = new List<Dim>();
        while (reader.Next())
        {
            if (reader.Field == ShapeFields.Dim) dims.Add(Dimension(reader.Message()));
            else reader.Skip();
            if (dims.Count > MostDimensions) throw TooManyDimensions(reader.Tag);
        }
        return Shape.Create(CollectionsMarshal.AsSpan(dims));
    }

    public static OnnxFormatException TooManyDimensions(int offset) =>
        new("ONNX120", offset, $"a tensor of more than {MostDimensions} dimensions", "No operator takes so many.");

    private static Dim Dimension(WireReader reader)
    {
        var dim = Dim.Unknown;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                // Exporters write -1, and sometimes worse, for a size they do not know.
                case DimensionFields.DimValue: dim = reader.Int64() is >= 0 and var size ? Dim.Of(size) : Dim.Unknown; break;
                case DimensionFields.DimParam: dim = Dim.Symbol(reader.Text()); break;
                default: reader.Skip(); break;
            }
        }
        return dim;
    }

    private static DataType? Item(WireReader reader, ReadSession session, int depth)
    {
        DataType? item = null;
        while (reader.Next())
        {
            if (reader.Field == ContainerTypeFields.ElemType) item = Read(reader.Message(), session, depth + 1);
            else reader.Skip();
        }
        return item;
    }

    private static MapType Map(WireReader reader, ReadSession session, int depth)
    {
        var map = new MapType(ElementType.Undefined, null);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case MapTypeFields.KeyType: map = map with { Key = (ElementType)reader.Int32() }; break;
                case MapTypeFields.ValueType: map = map with { Item = Read(reader.Message(), session, depth + 1) }; break;
                default: reader.Skip(); break;
            }
        }
        return map;
    }

    private static OpaqueType Opaque(WireReader reader)
    {
        var opaque = new OpaqueType("", "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OpaqueTypeFields.Domain: opaque = opaque with { Domain = reader.Text() }; break;
                case OpaqueTypeFields.Name: opaque = opaque with { Name = reader.Text() }; break;
                default: reader.Skip(); break;
            }
        }
        return opaque;
    }
}
