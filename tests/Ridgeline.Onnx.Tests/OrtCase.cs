using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Tests;

/// <summary>One comparison for <c>ort-compare.cjs</c>.</summary>
/// <param name="Original">The model.</param>
/// <param name="Inputs">What to give it, or null to make something up.</param>
/// <param name="Size">Then the size of dimensions that it leaves open.</param>
/// <param name="Rewritten">The model as we wrote it.</param>
internal sealed record OrtCase(string Original, IReadOnlyList<OrtCase.Input>? Inputs = null, int Size = 1, string Rewritten = "")
{
    /// <summary>A conformance model with the first of its test vectors; null if those have elements that Node cannot hold.</summary>
    public static OrtCase? WithVectors(string path)
    {
        var folder = Path.Combine(Path.GetDirectoryName(path)!, "test_data_set_0");
        if (!Directory.Exists(folder) || HasNarrowElements(path)) return null;
        var count = Directory.GetFiles(folder, "input_*.pb").Length;
        var inputs = Enumerable.Range(0, count).Select(i => Read(Path.Combine(folder, $"input_{i}.pb"))).ToList();
        return inputs.Contains(null) ? null : new(path, [.. inputs.OfType<Input>()]);
    }

    // The binding for Node ends the process when an output has elements of less than a byte.
    private static bool HasNarrowElements(string path) => path.Contains("INT4", StringComparison.OrdinalIgnoreCase)
        || path.Contains("INT2", StringComparison.OrdinalIgnoreCase) || path.Contains("FLOAT4", StringComparison.OrdinalIgnoreCase);

    private static Input? Read(string path) => OnnxTensorFile.Read(path, new DiagnosticBag())?.Constant is { } tensor && TypeName(tensor.Element) is { } type
        ? new(type, tensor.Dims, Convert.ToBase64String(tensor.Data.ToArray())) : null;

    private static string? TypeName(ElementType element) => element switch
    {
        ElementType.Float => "float32",
        ElementType.Double => "float64",
        ElementType.Float16 or ElementType.Bool or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32
            or ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64 => element.Spelling(),
        _ => null,
    };

    /// <summary>One input.</summary>
    /// <param name="Type">Its element type as ONNX Runtime spells it.</param>
    /// <param name="Dims">Its dimensions.</param>
    /// <param name="Base64">Its bytes.</param>
    internal sealed record Input(string Type, long[] Dims, string Base64);
}
