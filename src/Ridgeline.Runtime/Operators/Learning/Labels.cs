using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Runtime.Operators;

/// <summary>Classical learning: labels, thresholds, picked features.</summary>
internal static class Labels
{
    public static readonly Implementation[] Rows =
    [
        new("LabelEncoder", RunLabels) { Domain = Domains.Learning },
        new("Binarizer", RunBinarizer) { Domain = Domains.Learning },
        new("ArrayFeatureExtractor", RunExtractor) { Domain = Domains.Learning },
    ];

    private static void RunLabels(OperatorContext x)
    {
        var input = x.Input(0);
        var (keys, values) = x.Opset < 2 ? Classes(x.Node, input) : (Listed(x.Node, "keys"), Listed(x.Node, "values"));
        if (keys.Count != values.Count) throw new OperatorException($"{keys.Count} keys stand for {values.Count} values");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++) places.TryAdd(Name(keys, i), i);
        var fallback = Fallback(x.Node, values.Element);
        var output = x.Output(0, values.Element, input.Dims);
        for (var i = 0; i < input.Count; i++)
        {
            if (places.TryGetValue(Name(input, i), out var place)) Blocks.Copy(values, place, output, i, 1);
            else Blocks.Copy(fallback, 0, output, i, 1);
        }
    }

    // The first version knew only classes of text and their numbers.
    private static (RuntimeTensor Keys, RuntimeTensor Values) Classes(Node node, RuntimeTensor input)
    {
        var classes = Texts.Attribute(node, "classes_strings") ?? [];
        var texts = RuntimeTensor.OfTexts(classes, classes.Length);
        var numbers = RuntimeTensor.Of<long>(ElementType.Int64, [.. Enumerable.Range(0, classes.Length).Select(i => (long)i)], classes.Length);
        return input.Element == ElementType.String ? (texts, numbers) : (numbers, texts);
    }

    private static RuntimeTensor Listed(Node node, string name)
    {
        if (node.Attributes.GetValueOrDefault($"{name}_tensor")?.As<Tensor>() is { } tensor) return TensorTransfer.ToRuntime(tensor);
        if (Texts.Attribute(node, $"{name}_strings") is { } texts) return RuntimeTensor.OfTexts(texts, texts.Length);
        if (node.Ints($"{name}_int64s") is { } numbers) return RuntimeTensor.Of<long>(ElementType.Int64, numbers, numbers.Length);
        if (node.Floats($"{name}_floats") is { } reals) return RuntimeTensor.Of<float>(ElementType.Float, reals, reals.Length);
        throw new OperatorException($"it has no {name}");
    }

    private static RuntimeTensor Fallback(Node node, ElementType element)
    {
        if (node.Attributes.GetValueOrDefault("default_tensor")?.As<Tensor>() is { } tensor) return TensorTransfer.ToRuntime(tensor);
        return element switch
        {
            ElementType.String => RuntimeTensor.OfTexts([node.Text("default_string", "_Unused")]),
            ElementType.Int64 => RuntimeTensor.Of<long>(element, [node.Int("default_int64", -1)]),
            ElementType.Float => RuntimeTensor.Of<float>(element, [node.Float("default_float", -0f)]),
            _ => Casting.Convert(RuntimeTensor.Of<long>(ElementType.Int64, [element.IsFloat() ? 0 : -1]), element),
        };
    }

    // All NaNs are one key, and so are both zeros.
    private static string Name(RuntimeTensor tensor, int at)
    {
        if (tensor.Element == ElementType.String) return tensor.Texts[at];
        if (!tensor.Element.IsFloat()) return ScalarReading.Integer(tensor, at).ToString(CultureInfo.InvariantCulture);
        return (ScalarReading.Real(tensor, at) + 0.0).ToString("R", CultureInfo.InvariantCulture);
    }

    private static void RunBinarizer(OperatorContext x)
    {
        var input = x.Input(0);
        var threshold = x.Node.Float("threshold", 0);
        var ones = new RuntimeTensor(ElementType.Float, input.Dims);
        for (var i = 0; i < input.Count; i++) ones.Span<float>()[i] = ScalarReading.Real(input, i) > threshold ? 1 : 0;
        Casting.Convert(ones, x.OutputLike(0, input));
    }

    private static void RunExtractor(OperatorContext x)
    {
        var (input, indices) = (x.Input(0), x.Input(1));
        var size = input.Dims[^1];
        var rows = input.Count / Math.Max(1, size);
        var output = x.Output(0, input.Element, input.Rank == 1 ? [1, indices.Count] : [.. input.Dims[..^1], indices.Count]);
        for (var r = 0L; r < rows; r++)
        {
            for (var i = 0L; i < indices.Count; i++) Blocks.Copy(input, (r * size) + Index.Of(indices, i, size), output, (r * indices.Count) + i, 1);
        }
    }
}
