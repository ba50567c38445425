using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>TypeProto</c>.</summary>
internal static class TypeWriter
{
    public static void Write(DataType type, WireWriter wire)
    {
        switch (type)
        {
            case TensorType t: Tensor(TypeFields.TensorType, t.Element, t.Shape, wire); break;
            case SparseTensorType t: Tensor(TypeFields.SparseTensorType, t.Element, t.Shape, wire); break;
            case SequenceType t: Container(TypeFields.SequenceType, ContainerTypeFields.ElemType, null, t.Item, wire); break;
            case OptionalType t: Container(TypeFields.OptionalType, ContainerTypeFields.ElemType, null, t.Item, wire); break;
            case MapType t: Container(TypeFields.MapType, MapTypeFields.ValueType, t.Key, t.Item, wire); break;
            case OpaqueType t: Opaque(t, wire); break;
            default: throw new ArgumentException($"ONNX has no type such as {type}");
        }
    }

    private static void Tensor(int field, ElementType element, Shape shape, WireWriter wire)
    {
        wire.Begin(field);
        wire.Int64(TensorTypeFields.ElemType, (int)element);
        if (shape.HasRank)
        {
            wire.Begin(TensorTypeFields.Shape);
            foreach (var dim in shape) Dimension(dim, wire);
            wire.End();
        }
        wire.End();
    }

    private static void Dimension(Dim dim, WireWriter wire)
    {
        wire.Begin(ShapeFields.Dim);
        if (dim.ValueOrNull is { } size) wire.Int64(DimensionFields.DimValue, size);
        else if (dim.IsSymbolic) wire.Text(DimensionFields.DimParam, dim.ToString());
        wire.End();
    }

    private static void Container(int field, int itemField, ElementType? key, DataType? item, WireWriter wire)
    {
        wire.Begin(field);
        if (key is { } element) wire.Int64(MapTypeFields.KeyType, (int)element);
        if (item is not null)
        {
            wire.Begin(itemField);
            Write(item, wire);
            wire.End();
        }
        wire.End();
    }

    private static void Opaque(OpaqueType type, WireWriter wire)
    {
        wire.Begin(TypeFields.OpaqueType);
        wire.TextIfAny(OpaqueTypeFields.Domain, type.Domain);
        wire.TextIfAny(OpaqueTypeFields.Name, type.Name);
        wire.End();
    }
}
