using Google.Protobuf;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>Spoils what a model means and not how it is laid out, so that the mutants get past the reader and meet shape inference.</summary>
internal static class StructuralMutation
{
    private static readonly string[] s_operators =
    [
        "Add", "Conv", "MatMul", "Gemm", "Reshape", "Concat", "Gather", "Shape", "Slice", "Squeeze", "Unsqueeze", "Transpose", "Split", "Pad", "Expand",
        "Tile", "Range", "Where", "Cast", "Constant", "ConstantOfShape", "MaxPool", "AveragePool", "ConvTranspose", "LSTM", "GRU", "Loop", "If", "Scan", "TopK",
        "Resize", "Einsum", "OneHot", "NonZero", "ReduceSum", "ArgMax", "Softmax", "Flatten", "DepthToSpace", "BatchNormalization", "LayerNormalization",
        "Attention", "QuantizeLinear", "DequantizeLinear", "ScatterND", "GatherND", "SequenceAt", "SplitToSequence", "Identity", "Twice", "Unknown",
    ];

    private static readonly long[] s_numbers = [0, 1, -1, 2, 3, 7, 100, -5, int.MaxValue, long.MaxValue, long.MinValue, 1L << 31, 1L << 40, 1L << 60];

    public static byte[] Of(P.ModelProto original, int seed)
    {
        var random = new Random(seed);
        var model = original.Clone();
        for (var i = random.Next(1, 6); i > 0; i--) Change(random, model);
        return model.ToByteArray();
    }

    private static void Change(Random random, P.ModelProto model)
    {
        var graph = model.Graph;
        var node = graph.Node[random.Next(graph.Node.Count)];
        switch (random.Next(10))
        {
            case 0: node.OpType = s_operators[random.Next(s_operators.Length)]; break;
            case 1: node.Input.Add(Name(random, graph)); break;
            case 2 when node.Input.Count > 0: node.Input[random.Next(node.Input.Count)] = Name(random, graph); break;
            case 3 when node.Input.Count > 0: node.Input.RemoveAt(random.Next(node.Input.Count)); break;
            case 4 when graph.Input.Count > 0: Retype(random, graph.Input[random.Next(graph.Input.Count)]); break;
            case 5 when graph.Output.Count > 0: Retype(random, graph.Output[random.Next(graph.Output.Count)]); break;
            case 6: model.OpsetImport[0].Version = random.Next(0, 30); break;
            case 7 when node.Attribute.Count > 0: Rewrite(random, node.Attribute[random.Next(node.Attribute.Count)]); break;
            case 8: node.Attribute.Add(NewAttribute(random, node)); break;
            default: node.Output.Add($"extra{random.Next(1000)}"); break;
        }
    }

    private static string Name(Random random, P.GraphProto graph)
    {
        var names = graph.Input.Select(i => i.Name).Concat(graph.Initializer.Select(i => i.Name)).Concat(graph.Node.SelectMany(n => n.Output)).Append("").ToList();
        return names[random.Next(names.Count)];
    }

    private static void Retype(Random random, P.ValueInfoProto info)
    {
        var dims = Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(2) == 0 ? (object)$"d{random.Next(3)}" : s_numbers[random.Next(s_numbers.Length)]);
        info.Type = Samples.Tensor(random.Next(27), [.. dims]);
    }

    private static void Rewrite(Random random, P.AttributeProto attribute)
    {
        if (random.Next(3) == 0) attribute.I = s_numbers[random.Next(s_numbers.Length)];
        else if (attribute.Ints.Count > 0 && random.Next(2) == 0) attribute.Ints[random.Next(attribute.Ints.Count)] = s_numbers[random.Next(s_numbers.Length)];
        else if (random.Next(2) == 0) attribute.Ints.Add(s_numbers[random.Next(s_numbers.Length)]);
        else attribute.Ints.Clear();
    }

    private static P.AttributeProto NewAttribute(Random random, P.NodeProto node)
    {
        string[] names = ["axis", "axes", "pads", "strides", "kernel_shape", "dilations", "group", "perm", "to", "keepdims", "auto_pad", "value", "hidden_size", "num_outputs"];
        var free = names.Where(n => node.Attribute.All(a => a.Name != n)).ToList();
        var attribute = new P.AttributeProto { Name = free.Count == 0 ? $"a{random.Next()}" : free[random.Next(free.Count)] };
        attribute.Type = random.Next(2) == 0 ? P.AttributeProto.Types.AttributeType.Int : P.AttributeProto.Types.AttributeType.Ints;
        attribute.I = s_numbers[random.Next(s_numbers.Length)];
        for (var i = random.Next(5); i > 0; i--) attribute.Ints.Add(s_numbers[random.Next(s_numbers.Length)]);
        return attribute;
    }
}
