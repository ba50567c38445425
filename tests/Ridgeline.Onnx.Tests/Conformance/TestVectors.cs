using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Onnx.Tests.Conformance;

/// <summary>What a test of the corpus gives its model, and what it expects back.</summary>
internal static class TestVectors
{
    /// <summary>The contents of the model's inputs in <c>test_data_set_0</c>, where they are small tensors of numbers.</summary>
    public static Dictionary<Value, Contents> Known(Model model, string modelFile)
    {
        var known = new Dictionary<Value, Contents>(ReferenceEqualityComparer.Instance);
        foreach (var (input, tensor) in Tensors(model.Graph.Inputs, modelFile, "input"))
        {
            if (Contents.Of(tensor) is { } contents) known[input] = contents;
        }
        return known;
    }

    /// <summary>Where the types that the model's outputs have now contradict the expected outputs.</summary>
    public static IEnumerable<string> Contradictions(Model model, string modelFile) => Tensors(model.Graph.Outputs, modelFile, "output")
        .Where(pair => pair.Value.Type is { } found && DeclaredTypes.Contradict(found, pair.Tensor.Type))
        .Select(pair => $"'{pair.Value.Name}' is {pair.Tensor.Type} and inferred as {pair.Value.Type}");

    private static IEnumerable<(Value Value, Tensor Tensor)> Tensors(List<Value> values, string modelFile, string kind)
    {
        var folder = Path.Combine(Path.GetDirectoryName(modelFile)!, "test_data_set_0");
        for (var i = 0; i < values.Count; i++)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{kind}_{i}.pb"));
            if (!File.Exists(file) || values[i].Type is not TensorType) continue;
            if (Read(File.ReadAllBytes(file)) is { } tensor) yield return (values[i], tensor);
        }
    }

    /// <summary>A file that is one TensorProto, read as the only initializer of a model that is written around it.</summary>
    private static Tensor? Read(byte[] file)
    {
        byte[] graph = [.. Field(5, file)];
        byte[] model = [8, 8, .. Field(7, graph), .. Field(8, [16, 18])];
        return OnnxReader.Read(model, "test vector", new DiagnosticBag()) is { Graph.Initializers: [{ Constant: { } constant }] } ? constant : null;
    }

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), .. Length(bytes.Length), .. bytes];

    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7) yield return (byte)(length | 0x80);
        yield return (byte)length;
    }
}
