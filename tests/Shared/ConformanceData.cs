namespace Ridgeline.Tests;

/// <summary>The models and test vectors of ONNX's own test suite, and the real models beside them.</summary>
public static class ConformanceData
{
    private static readonly string[] s_archives =
    [
        "conformance/onnx-1.23.0-backend-node-6be0677f.tar.xz",
        "conformance/onnx-1.23.0-backend-simple-pytorch-light-6be0677f.tar.xz",
        "conformance/real-models-with-vectors_mnist_superres.tar.xz",
    ];

    /// <summary>All <c>.onnx</c> files of ONNX's test suite: 1,953 of them. Skips the test if they are missing.</summary>
    public static IReadOnlyList<string> Models() => [.. Files("*.onnx")];

    /// <summary>All files of test vectors. Skips the test if they are missing.</summary>
    public static IReadOnlyList<string> Vectors() => [.. Files("*.pb")];

    /// <summary>The real models. Skips the test if they are missing.</summary>
    public static IReadOnlyList<string> RealModels() =>
        [.. Directory.EnumerateFiles(SharedData.Get("models"), "*.onnx").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Files(string pattern) => s_archives.Select(SharedData.Unpack)
        .SelectMany(f => Directory.EnumerateFiles(f, pattern, SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
}
