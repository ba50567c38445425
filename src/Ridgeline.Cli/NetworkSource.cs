using System.Globalization;
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

    // More would not be read.
    private const int MostNamed = 5;

    /// <summary>Loads a network; warnings go into the bag. The name of the one that ships with the tool is known everywhere.</summary>
    /// <exception cref="DiagnosticException">It cannot be found or read.</exception>
    public static Model Load(string network, DiagnosticBag diagnostics)
    {
        if (network.StartsWith(NetworkZoo.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return NetworkZoo.Build(NetworkZoo.Prefix + network[NetworkZoo.Prefix.Length..]);
        }
        if (!File.Exists(network) && network == Shipped) return LoadShipped(diagnostics);
        if (!File.Exists(network))
        {
            var problem = Directory.Exists(network) ? "this is a folder" : "there is no such file";
            throw new DiagnosticException(Diagnostic.Error("CLI102", problem, new(network), Hint(network)));
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

    /// <summary>The name of a network of the zoo with another batch; null where the name is no such, or the network has none.</summary>
    public static string? WithBatch(string network, long batch)
    {
        if (!network.StartsWith(NetworkZoo.Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var parts = network[NetworkZoo.Prefix.Length..].Split('?', 2);
        if (NetworkZoo.Find(parts[0])?.AllParameters.Any(p => p.Name == "batch") != true) return null;
        var kept = (parts.Length > 1 ? parts[1].Split('&') : []).Where(p => p.Length > 0 && !p.StartsWith("batch=", StringComparison.Ordinal));
        return $"{NetworkZoo.Prefix}{parts[0]}?{string.Join('&', kept.Append(string.Create(CultureInfo.InvariantCulture, $"batch={batch}")))}";
    }

    private static string Hint(string network)
    {
        if (Directory.Exists(network))
        {
            var inside = Models(network);
            var named = string.Join(", ", inside.Take(MostNamed).Select(f => Path.Combine(network, f)));
            return inside.Count == 0 ? "it holds no .onnx file" : $"name a file in it: {named}";
        }
        var folder = Path.GetDirectoryName(network) is { Length: > 0 } parent ? parent : ".";
        if (Suggestion.Closest(Path.GetFileName(network), Models(folder)) is { } file)
        {
            return $"did you mean {(folder == "." ? file : Path.Combine(folder, file))}?";
        }
        var question = network.Split('?')[0];
        var close = Suggestion.Closest(question, NetworkZoo.Networks.Select(n => n.Name));
        return close is null
            ? $"a path to an .onnx file, or {NetworkZoo.Prefix}NAME; 'ridgeline zoo list' names those"
            : $"{(close == question ? "the zoo has one of that name" : "did you mean")}: {NetworkZoo.Prefix}{close}{network[question.Length..]}";
    }

    private static IReadOnlyList<string> Models(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return [];
            return [.. Directory.EnumerateFiles(folder, "*.onnx").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
