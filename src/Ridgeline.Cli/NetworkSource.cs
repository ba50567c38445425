using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Zoo;

namespace Ridgeline.Cli;

/// <summary>Finds the network that a user names: a path to an ONNX file, or <c>zoo:NAME?key=value&amp;...</c>.</summary>
internal static class NetworkSource
{
    /// <summary>The network that ships with the tool.</summary>
    public const string Shipped = "mnist-8.onnx";

    /// <summary>Loads a network; warnings go into the bag.</summary>
    /// <exception cref="DiagnosticException">It cannot be found or read.</exception>
    public static Model Load(string network, DiagnosticBag diagnostics)
    {
        if (network.StartsWith(NetworkZoo.Prefix, StringComparison.Ordinal)) return NetworkZoo.Build(network);
        if (!File.Exists(network) && NetworkZoo.Find(network.Split('?')[0]) is not null)
        {
            throw new DiagnosticException(Diagnostic.Error("CLI102", "there is no such file", new(network), $"the zoo has one of that name: {NetworkZoo.Prefix}{network}"));
        }
        var model = OnnxReader.Read(network, diagnostics);
        if (model is null || diagnostics.HasErrors) throw new DiagnosticException([.. diagnostics.All], diagnostics.Omitted);
        return model;
    }

    /// <summary>Loads the network that ships with the tool.</summary>
    public static Model LoadShipped(DiagnosticBag diagnostics)
    {
        using var stream = typeof(NetworkSource).Assembly.GetManifestResourceStream(Shipped)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return OnnxReader.Read(bytes, Shipped, diagnostics) ?? throw new DiagnosticException([.. diagnostics.All]);
    }
}
