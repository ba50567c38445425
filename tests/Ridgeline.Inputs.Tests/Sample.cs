using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Tests;

/// <summary>The files that <c>Data/make.py</c> made with NumPy and Pillow.</summary>
internal static class Sample
{
    private static readonly Lazy<Dictionary<string, Tensor>> s_pixels = new(() =>
    {
        var diagnostics = new DiagnosticBag();
        var all = TensorFile.ReadNpz(Of("pixels.npz"), _ => ElementType.Undefined, diagnostics);
        diagnostics.ThrowIfErrors();
        return all!.ToDictionary(a => a.Key, a => a.Value);
    });

    public static string Of(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    /// <summary>What Pillow reads out of a picture: red, green, blue, alpha.</summary>
    public static byte[] Pixels(string name) => s_pixels.Value[name].Data.ToArray();

    /// <summary>Runs a reader; the errors that it reports.</summary>
    public static IReadOnlyList<Diagnostic> Errors(Action<DiagnosticBag> read)
    {
        var diagnostics = new DiagnosticBag();
        read(diagnostics);
        return [.. diagnostics.Errors];
    }

    /// <summary>Runs a reader that must find nothing wrong.</summary>
    public static T Fine<T>(Func<DiagnosticBag, T?> read)
        where T : class
    {
        var diagnostics = new DiagnosticBag();
        var result = read(diagnostics);
        diagnostics.ThrowIfErrors();
        return Assert.IsAssignableFrom<T>(result);
    }
}
