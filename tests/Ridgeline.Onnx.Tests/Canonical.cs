using System.Buffers.Binary;
using Google.Protobuf;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>
/// Brings a message of the oracle into the form that our writer promises: tensors raw, inner types in order of their values, no denotations. Written
/// against Google's classes alone, so that it is a second opinion on what a file means.
/// </summary>
internal static class Canonical
{
    public static P.ModelProto Of(P.ModelProto model)
    {
        var copy = model.Clone();
        Graph(copy.Graph);
        foreach (var opset in copy.OpsetImport) opset.Domain = Domain(opset.Domain);
        foreach (var function in copy.Functions)
        {
            function.Domain = Domain(function.Domain);
            foreach (var opset in function.OpsetImport) opset.Domain = Domain(opset.Domain);
            foreach (var node in function.Node) Node(node);
            foreach (var info in function.ValueInfo) Info(info);
            var made = function.Node.SelectMany(n => n.Output).ToHashSet();
            Reorder(function.ValueInfo, [.. function.ValueInfo.Where(v => made.Contains(v.Name) || function.Input.Contains(v.Name))]);
        }
        return copy;
    }

    /// <summary>The surroundings of the first difference between two messages, or null if they are equal.</summary>
    public static string? Difference(P.ModelProto a, P.ModelProto b)
    {
        if (a.Equals(b)) return null;
        var (x, y) = (a.ToString(), b.ToString());
        var at = Math.Max(0, x.AsSpan().CommonPrefixLength(y) - 200);
        return $"{x.AsSpan(at, Math.Min(400, x.Length - at))}\n{y.AsSpan(at, Math.Min(400, y.Length - at))}";
    }

    private static void Graph(P.GraphProto graph)
    {
        foreach (var node in graph.Node) Node(node);
        var inputs = graph.Input.Select(i => i.Name).ToHashSet();
        foreach (var initializer in graph.Initializer) Tensor(initializer, keepNotes: !inputs.Contains(initializer.Name));
        foreach (var sparse in graph.SparseInitializer) Sparse(sparse, keepName: true);
        foreach (var info in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo)) Info(info);
        var made = graph.Node.SelectMany(n => n.Output).ToHashSet();
        made.ExceptWith(graph.Output.Select(o => o.Name));
        Reorder(graph.ValueInfo, [.. graph.ValueInfo.Where(v => made.Contains(v.Name) && (v.Type is not null || v.DocString.Length > 0))]);
    }

    private static void Reorder(Google.Protobuf.Collections.RepeatedField<P.ValueInfoProto> field, P.ValueInfoProto[] kept)
    {
        field.Clear();
        field.AddRange(kept.DistinctBy(v => v.Name).OrderBy(v => v.Name, StringComparer.Ordinal));
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    private static void Node(P.NodeProto node)
    {
        node.Domain = Domain(node.Domain);
        foreach (var attribute in node.Attribute)
        {
            foreach (var graph in attribute.Graphs.Append(attribute.G).Where(g => g is not null)) Graph(graph);
            foreach (var tensor in attribute.Tensors.Append(attribute.T).Where(t => t is not null)) Tensor(tensor, keepNotes: false, keepName: false);
            foreach (var sparse in attribute.SparseTensors.Append(attribute.SparseTensor).Where(t => t is not null)) Sparse(sparse, keepName: false);
        }
    }

    private static void Info(P.ValueInfoProto info)
    {
        foreach (var dim in info.Type?.TensorType?.Shape?.Dim ?? []) dim.Denotation = "";
        if (info.Type is { } type)
        {
            type.Denotation = "";
            if (type.ValueCase == P.TypeProto.ValueOneofCase.None) info.Type = null;
        }
        // A dimension without a name is no dimension's name.
        foreach (var dim in info.Type?.TensorType?.Shape?.Dim ?? [])
        {
            if (dim.ValueCase == P.TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam && dim.DimParam.Length == 0) dim.ClearValue();
        }
    }

    private static void Sparse(P.SparseTensorProto sparse, bool keepName)
    {
        Tensor(sparse.Values, keepNotes: keepName, keepName: keepName);
        Tensor(sparse.Indices, keepNotes: false, keepName: false);
    }

    private static void Tensor(P.TensorProto tensor, bool keepNotes, bool keepName = true)
    {
        if (!keepName) tensor.Name = "";
        if (!keepNotes)
        {
            tensor.DocString = "";
            tensor.MetadataProps.Clear();
        }
        if (tensor.DataType == (int)P.TensorProto.Types.DataType.String || tensor.RawData.Length > 0) return;
        var bytes = new List<byte>();
        var width = tensor.DataType switch { 6 or 12 => 4, 4 or 5 or 10 or 16 => 2, 7 or 13 => 8, _ => 1 };
        foreach (var f in tensor.FloatData) Add(BinaryPrimitives.WriteSingleLittleEndian, f, 4);
        foreach (var d in tensor.DoubleData) Add(BinaryPrimitives.WriteDoubleLittleEndian, d, 8);
        foreach (var i in tensor.Int32Data) Add(BinaryPrimitives.WriteInt64LittleEndian, (long)i, width);
        foreach (var i in tensor.Int64Data) Add(BinaryPrimitives.WriteInt64LittleEndian, (long)i, width);
        foreach (var i in tensor.Uint64Data) Add(BinaryPrimitives.WriteUInt64LittleEndian, i, width);
        tensor.RawData = ByteString.CopyFrom([.. bytes]);
        tensor.FloatData.Clear();
        tensor.DoubleData.Clear();
        tensor.Int32Data.Clear();
        tensor.Int64Data.Clear();
        tensor.Uint64Data.Clear();

        void Add<T>(Writer<T> write, T item, int count)
        {
            var buffer = new byte[8];
            write(buffer, item);
            bytes.AddRange(buffer.AsSpan(0, count));
        }
    }

    private delegate void Writer<in T>(Span<byte> target, T item);
}
