using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>AttributeProto</c>.</summary>
internal static class AttributeReader
{
    /// <summary>The attribute, or null if it holds nothing usable, which was then reported.</summary>
    public static NodeAttribute? Read(WireReader reader, ReadSession session, Scope? scope)
    {
        var offset = reader.Position;
        session.Count(offset);
        var (name, doc, reference) = ("", "", "");
        var (stated, seen) = (AttributeKind.Undefined, AttributeKind.Undefined);
        var content = reader;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case AttributeFields.Name: name = reader.Text(); break;
                case AttributeFields.DocString: doc = reader.Text(); break;
                case AttributeFields.RefAttrName: reference = reader.Text(); break;
                case AttributeFields.Type: stated = (AttributeKind)reader.Int32(); break;
                default:
                    if (KindOf(reader.Field) is not AttributeKind.Undefined and var kind) seen = kind;
                    reader.Skip();
                    break;
            }
        }
        if (name.Length == 0) session.Error("ONNX116", offset, "an attribute has no name");
        if (reference.Length > 0) return NodeAttribute.Referring(name, stated, reference, doc);
        // Files of IR version 1 and 2 do not state the kind: what is there says it.
        var used = stated == AttributeKind.Undefined ? seen : stated;
        if (Content(content, used, session, scope) is { } read) return new(name, used, read, doc);
        if (used == AttributeKind.Undefined) session.Warn("ONNX144", offset, $"the attribute {Quoted.Text(name)} holds nothing and is left out");
        else session.Error("ONNX143", offset, $"the attribute {Quoted.Text(name)} is of kind {used} but holds no such thing");
        return null;
    }

    private static AttributeKind KindOf(int field) => field switch
    {
        AttributeFields.F => AttributeKind.Float,
        AttributeFields.I => AttributeKind.Int,
        AttributeFields.S => AttributeKind.String,
        AttributeFields.T => AttributeKind.Tensor,
        AttributeFields.G => AttributeKind.Graph,
        AttributeFields.Floats => AttributeKind.Floats,
        AttributeFields.Ints => AttributeKind.Ints,
        AttributeFields.Strings => AttributeKind.Strings,
        AttributeFields.Tensors => AttributeKind.Tensors,
        AttributeFields.Graphs => AttributeKind.Graphs,
        AttributeFields.SparseTensor => AttributeKind.SparseTensor,
        AttributeFields.SparseTensors => AttributeKind.SparseTensors,
        AttributeFields.Tp => AttributeKind.Type,
        AttributeFields.TypeProtos => AttributeKind.Types,
        _ => AttributeKind.Undefined,
    };

    private static object? Content(WireReader reader, AttributeKind kind, ReadSession session, Scope? scope) => kind switch
    {
        AttributeKind.Float => Float(reader),
        AttributeKind.Int => Int(reader),
        AttributeKind.String => Texts(reader, AttributeFields.S, session) is [.., var last] ? last : ReadOnlyMemory<byte>.Empty,
        AttributeKind.Floats => Floats(reader),
        AttributeKind.Ints => Ints(reader),
        AttributeKind.Strings => Texts(reader, AttributeFields.Strings, session).ToArray(),
        AttributeKind.Tensor => Last(Tensors(reader, AttributeFields.T, session)),
        AttributeKind.Tensors => Whole(Tensors(reader, AttributeFields.Tensors, session)),
        AttributeKind.SparseTensor => Last(SparseTensors(reader, AttributeFields.SparseTensor, session)),
        AttributeKind.SparseTensors => Whole(SparseTensors(reader, AttributeFields.SparseTensors, session)),
        AttributeKind.Graph => Last(Graphs(reader, AttributeFields.G, session, scope)),
        AttributeKind.Graphs => Whole(Graphs(reader, AttributeFields.Graphs, session, scope)),
        AttributeKind.Type => Last(Types(reader, AttributeFields.Tp, session)),
        AttributeKind.Types => Whole(Types(reader, AttributeFields.TypeProtos, session)),
        _ => null,
    };

    private static T? Last<T>(List<T?> items)
        where T : class => items.Count == 0 ? null : items[^1];

    // An element that is broken was reported; the list is then as good as none.
    private static T[]? Whole<T>(List<T?> items)
        where T : class => items.Contains(null) ? null : [.. items.OfType<T>()];

    private static object Float(WireReader reader)
    {
        var value = 0f;
        while (reader.Next())
        {
            if (reader.Field == AttributeFields.F) value = reader.Single();
            else reader.Skip();
        }
        return value;
    }

    private static object Int(WireReader reader)
    {
        var value = 0L;
        while (reader.Next())
        {
            if (reader.Field == AttributeFields.I) value = reader.Int64();
            else reader.Skip();
        }
        return value;
    }

    private static float[] Floats(WireReader reader)
    {
        var values = new List<float>();
        while (reader.Next())
        {
            if (reader.Field == AttributeFields.Floats) ScalarLists.Reals(ref reader, values);
            else reader.Skip();
        }
        return [.. values];
    }

    private static long[] Ints(WireReader reader)
    {
        var values = new List<long>();
        while (reader.Next())
        {
            if (reader.Field == AttributeFields.Ints) ScalarLists.Integers(ref reader, values);
            else reader.Skip();
        }
        return [.. values];
    }

    private static List<ReadOnlyMemory<byte>> Texts(WireReader reader, int field, ReadSession session)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        while (reader.Next())
        {
            if (reader.Field != field)
            {
                reader.Skip();
                continue;
            }
            session.Count(reader.Tag);
            values.Add(reader.Bytes().ToArray());
        }
        return values;
    }

    private static List<Tensor?> Tensors(WireReader reader, int field, ReadSession session)
    {
        var tensors = new List<Tensor?>();
        while (reader.Next())
        {
            if (reader.Field == field) tensors.Add(TensorReader.Read(reader.Message(), session).Tensor);
            else reader.Skip();
        }
        return tensors;
    }

    private static List<SparseTensor?> SparseTensors(WireReader reader, int field, ReadSession session)
    {
        var tensors = new List<SparseTensor?>();
        while (reader.Next())
        {
            if (reader.Field == field) tensors.Add(SparseTensorReader.Read(reader.Message(), session).Tensor);
            else reader.Skip();
        }
        return tensors;
    }

    private static List<Graph?> Graphs(WireReader reader, int field, ReadSession session, Scope? scope)
    {
        var graphs = new List<Graph?>();
        while (reader.Next())
        {
            if (reader.Field == field) graphs.Add(GraphReader.Read(reader.Message(), session, scope));
            else reader.Skip();
        }
        return graphs;
    }

    private static List<DataType?> Types(WireReader reader, int field, ReadSession session)
    {
        var types = new List<DataType?>();
        while (reader.Next())
        {
            if (reader.Field == field) types.Add(TypeReader.Read(reader.Message(), session));
            else reader.Skip();
        }
        return types;
    }
}
