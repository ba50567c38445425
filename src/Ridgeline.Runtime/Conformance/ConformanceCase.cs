namespace Ridgeline.Runtime.Conformance;

/// <summary>A model of ONNX's test suite with its test vectors.</summary>
/// <param name="Name">The test's name: its folder's, without <c>test_</c>.</param>
/// <param name="Model">The path of the model.</param>
/// <param name="Vectors">Folders of <c>input_N.pb</c> and <c>output_N.pb</c>; a light network has none and is given a ramp.</param>
public sealed record ConformanceCase(string Name, string Model, IReadOnlyList<string> Vectors)
{
    private const string Prefix = "test_";

    /// <summary>The expected outputs of a light network, which lie beside it; null for others.</summary>
    public string? LightOutput => Vectors.Count == 0 ? Path.ChangeExtension(Model, null) + "_output_0.pb" : null;

    /// <summary>All cases in a folder and those below it, in order of their paths.</summary>
    public static IReadOnlyList<ConformanceCase> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Of).OfType<ConformanceCase>(),
    ];

    private static ConformanceCase? Of(string model)
    {
        var folder = Path.GetDirectoryName(model)!;
        var vectors = Directory.EnumerateDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal).ToList();
        var name = vectors.Count > 0 ? Path.GetFileName(folder) : Path.GetFileNameWithoutExtension(model);
        var found = new ConformanceCase(name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name, model, vectors);
        return vectors.Count > 0 || File.Exists(found.LightOutput) ? found : null;
    }
}
