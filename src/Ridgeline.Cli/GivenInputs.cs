using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Conformance;

namespace Ridgeline.Cli;

/// <summary>What a user gives a network, as it was written on the command line; and what is made up for the rest.</summary>
/// <param name="Written">Each <c>NAME=FILE</c>, <c>NAME=NUMBERS</c>, or without a name.</param>
/// <param name="Seed">From what missing inputs are made; null leaves them missing.</param>
/// <param name="Image">How pictures become inputs.</param>
internal sealed record GivenInputs(IReadOnlyList<string> Written, ulong? Seed, ImageOptions Image)
{
    private const long MostElements = 1 << 28;

    /// <summary>Reads what is given, by the names of inputs.</summary>
    /// <exception cref="DiagnosticException">Something is wrong with it.</exception>
    public Dictionary<string, RuntimeValue> Read(Graph graph, DiagnosticBag diagnostics)
    {
        var given = new Dictionary<string, RuntimeValue>(StringComparer.Ordinal);
        foreach (var text in Written) One(text, graph, given, diagnostics);
        diagnostics.ThrowIfErrors();
        return given;
    }

    /// <summary>Makes the inputs that are missing.</summary>
    /// <exception cref="DiagnosticException">The size of one is open.</exception>
    public void Complete(Graph graph, Dictionary<string, RuntimeValue> given, DiagnosticBag diagnostics)
    {
        if (Seed is not { } seed) return;
        foreach (var input in graph.RequiredInputs.Where(i => !given.ContainsKey(i.Name)))
        {
            if (input.Tensor is not { } type || type.Element == ElementType.Undefined || type.Size is null)
            {
                diagnostics.Error("INPUT109", $"the input '{input.Name}' is {input.Type?.ToString() ?? "of no known type"}, and cannot be made up", new(input.Name),
                    $"give open sizes with {Open(input)}, or the input with --input {input.Name}=FILE");
                continue;
            }
            given[input.Name] = TensorTransfer.ToRuntime(SeededInput.Make(input, type, graph, seed));
        }
        diagnostics.ThrowIfErrors();
    }

    private static string Open(Value input)
    {
        if (input.Tensor is not { Shape: { HasRank: true } shape }) return $"--input {input.Name}=2x3";
        var names = shape.Select(d => d.IsName(out var name) ? name : "").Where(n => n.Length > 0).Distinct().ToList();
        // A size without a name can only be given with all others.
        return shape.Any(d => d.IsUnknown) ? $"--input {input.Name}={string.Join('x', shape.Select(d => d.ValueOrNull?.ToString(CultureInfo.InvariantCulture) ?? "N"))}"
            : string.Join(' ', names.Select(n => $"--set {n}=N"));
    }

    /// <summary>The sizes that given inputs have where the network leaves them open.</summary>
    public static IEnumerable<(string Name, long Size)> Sizes(Graph graph, Dictionary<string, RuntimeValue> given)
    {
        var dims = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (value is RuntimeTensor tensor) dims[name] = tensor.Dims;
        }
        foreach (var (name, size) in InputCheck.Sizes(graph, dims))
        {
            if (size.Value >= 1) yield return (name, size.Value);
        }
    }

    private void One(string text, Graph graph, Dictionary<string, RuntimeValue> given, DiagnosticBag diagnostics)
    {
        var (name, source) = Split(text, graph);
        if (Path.GetExtension(source).Equals(".npz", StringComparison.OrdinalIgnoreCase))
        {
            Archive(source, graph, given, diagnostics);
            return;
        }
        if (name is null)
        {
            var names = string.Join(", ", graph.RequiredInputs.Select(i => i.Name));
            diagnostics.Error("INPUT110", $"'{text}' does not say which input it is for", hint: $"--input NAME=FILE; the network has: {names}");
            return;
        }
        InputCheck.Names(graph, [name], diagnostics);
        if (graph.Inputs.Find(i => i.Name == name) is not { } input || Value(source, input, graph, diagnostics) is not { } value) return;
        if (!given.TryAdd(name, value)) diagnostics.Error("INPUT110", $"the input '{name}' is given twice", new(name));
    }

    // A name is one of the network's; without one, its only input is meant.
    private static (string? Name, string Source) Split(string text, Graph graph)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign > 0 && (graph.Inputs.Exists(i => i.Name == text[..sign]) || !File.Exists(text))) return (text[..sign], text[(sign + 1)..]);
        var required = graph.RequiredInputs.ToList();
        return (required is [var only] ? only.Name : null, text);
    }

    private static void Archive(string file, Graph graph, Dictionary<string, RuntimeValue> given, DiagnosticBag diagnostics)
    {
        var arrays = TensorFile.ReadNpz(file, name => graph.Inputs.Find(i => i.Name == name)?.Tensor?.Element ?? ElementType.Undefined, diagnostics) ?? [];
        InputCheck.Names(graph, arrays.Select(a => a.Key), diagnostics);
        foreach (var (name, tensor) in arrays)
        {
            InputCheck.Numbers(name, tensor, file, diagnostics);
            if (!given.TryAdd(name, TensorTransfer.ToRuntime(tensor))) diagnostics.Error("INPUT110", $"the input '{name}' is given twice", new(name));
        }
    }

    private RuntimeValue? Value(string source, Value input, Graph graph, DiagnosticBag diagnostics)
    {
        var kind = Path.GetExtension(source).ToLowerInvariant();
        if (kind == ".pb") return File.Exists(source) ? TestValues.Read(source, input.Type) : Missing(source, diagnostics);
        var type = input.Tensor ?? new TensorType(ElementType.Undefined, Shape.Unknown);
        var tensor = kind switch
        {
            ".npy" => TensorFile.ReadNpy(source, type.Element, diagnostics),
            ".bin" or ".raw" => TensorFile.ReadRaw(source, type, diagnostics),
            _ when ImageFile.Endings.Contains(kind) => ImageFile.Read(source, type, Image, diagnostics),
            _ when !File.Exists(source) && WrittenSizes(source) is { } dims => SeededInput.Make(input, type with { Shape = Shape.Of(dims) }, graph, Seed ?? 0),
            _ when !File.Exists(source) => Numbers(source, input, type, diagnostics),
            _ => Unknown(source, diagnostics),
        };
        if (tensor is null) return null;
        InputCheck.Numbers(input.Name, tensor, source, diagnostics);
        return TensorTransfer.ToRuntime(tensor);
    }

    // Sizes such as 1x512: then the elements are made up. None are too many to be counted or held.
    private static long[]? WrittenSizes(string text)
    {
        var parts = text.Split('x');
        if (parts.Length < 2) return null;
        var dims = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++) if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out dims[i])) return null;
        return Tensor.CountOf(dims) is <= MostElements ? dims : null;
    }

    private static Tensor? Numbers(string source, Value input, TensorType type, DiagnosticBag diagnostics)
    {
        if (source.Contains('/', StringComparison.Ordinal) || Path.HasExtension(source) && !WrittenNumbers.AreMeant(source))
        {
            Missing(source, diagnostics);
            return null;
        }
        return WrittenNumbers.Read(source, input.Name, type, diagnostics);
    }

    private static RuntimeValue? Missing(string source, DiagnosticBag diagnostics)
    {
        diagnostics.Error("INPUT101", "there is no such file", new(source));
        return null;
    }

    private static Tensor? Unknown(string source, DiagnosticBag diagnostics)
    {
        diagnostics.Error("INPUT112", "the end of its name does not say what it is", new(source), "end it in .npy, .npz, .pb, .png, .jpg, .bmp, .ppm, .tif, .bin or .raw");
        return null;
    }
}
