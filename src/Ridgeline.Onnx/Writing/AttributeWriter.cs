using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>AttributeProto</c>.</summary>
internal static class AttributeWriter
{
    public static void Write(NodeAttribute attribute, WriteSession session)
    {
        session.Wire.Text(AttributeFields.Name, attribute.Name);
        if (attribute.Content is { } content) Content(content, session);
        session.Wire.TextIfAny(AttributeFields.DocString, attribute.Doc);
        session.Wire.Int64(AttributeFields.Type, (int)attribute.Kind);
        session.Wire.TextIfAny(AttributeFields.RefAttrName, attribute.Reference ?? "");
    }

    // A zero is written too: older readers tell a zero from nothing.
    private static void Content(object content, WriteSession session)
    {
        var wire = session.Wire;
        switch (content)
        {
            case float value: wire.Single(AttributeFields.F, value); break;
            case long value: wire.Int64(AttributeFields.I, value); break;
            case ReadOnlyMemory<byte> text: wire.Bytes(AttributeFields.S, text.Span); break;
            case float[] values: wire.Packed(AttributeFields.Floats, values); break;
            case long[] values: wire.Packed(AttributeFields.Ints, values); break;
            case ReadOnlyMemory<byte>[] texts:
                foreach (var text in texts) wire.Bytes(AttributeFields.Strings, text.Span);
                break;
            case Tensor value: Each(AttributeFields.T, [value], session, Tensor); break;
            case Tensor[] values: Each(AttributeFields.Tensors, values, session, Tensor); break;
            case Graph value: Each(AttributeFields.G, [value], session, GraphWriter.Write); break;
            case Graph[] values: Each(AttributeFields.Graphs, values, session, GraphWriter.Write); break;
            case SparseTensor value: Each(AttributeFields.SparseTensor, [value], session, SparseTensor); break;
            case SparseTensor[] values: Each(AttributeFields.SparseTensors, values, session, SparseTensor); break;
            case DataType value: Each(AttributeFields.Tp, [value], session, Type); break;
            case DataType[] values: Each(AttributeFields.TypeProtos, values, session, Type); break;
            default: throw new ArgumentException($"ONNX has no attribute of {content.GetType()}");
        }
    }

    private static void Tensor(Tensor tensor, WriteSession session) => TensorWriter.Write(tensor, "", "", null, session);

    private static void SparseTensor(SparseTensor tensor, WriteSession session) => TensorWriter.Write(tensor, "", "", null, session);

    private static void Type(DataType type, WriteSession session) => TypeWriter.Write(type, session.Wire);

    private static void Each<T>(int field, T[] items, WriteSession session, Action<T, WriteSession> write)
    {
        foreach (var item in items)
        {
            session.Wire.Begin(field);
            write(item, session);
            session.Wire.End();
        }
    }
}
