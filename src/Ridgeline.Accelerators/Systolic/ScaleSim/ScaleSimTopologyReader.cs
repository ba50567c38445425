using System.Globalization;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// Reads SCALE-Sim's topologies: a line of headings, then <c>name, H, W, R, S, C, filters, stride,</c> (and maybe a stride across) or <c>name, M, N, K,</c>.
/// A layer with <c>DP</c> in its name is depthwise: so many layers of one channel.
/// </summary>
public static class ScaleSimTopologyReader
{
    private const int Most = 1 << 28;
    private const int ConvolutionFields = 8;
    private const int ProductFields = 4;
    private static readonly string[] s_convolution = ["input height", "input width", "filter height", "filter width", "channels", "filters", "stride", "stride across"];
    private static readonly string[] s_product = ["M", "N", "K"];

    /// <summary>Reads a text; empty if there are errors.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="file">What it is called in messages.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <param name="isSparse">Whether a sparsity N:M will be simulated; else it is said to be left out.</param>
    public static IReadOnlyList<ScaleSimLayer> Read(string text, string file, DiagnosticBag diagnostics, bool isSparse = false)
    {
        var layers = new List<ScaleSimLayer>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        if (Fields(lines[0]) is { Count: >= ProductFields } first && first.Skip(1).All(f => int.TryParse(f.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            diagnostics.Warning("SIM113", "the first line looks like a layer, and is taken as headings", new(file, 1, 1), "write a line of headings above it");
        }
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = Fields(lines[i]);
            if (fields.Count == 0) continue;
            if (!lines[i].TrimEnd().EndsWith(',')) DropLast(fields, new(file, i + 1), diagnostics);
            if (Layer(fields, new(file, i + 1), isSparse, diagnostics) is not { } layer) continue;
            var isDepthwise = layer.Name.Contains("DP", StringComparison.Ordinal) && fields.Count >= ConvolutionFields;
            if (!isDepthwise) layers.Add(layer);
            else for (var c = 0; c < layer.Channels; c++) layers.Add(layer with { Name = $"{layer.Name}Channel_{c}", Channels = 1 });
        }
        if (layers.Count == 0 && !diagnostics.HasErrors)
        {
            diagnostics.Error("SIM106", "the topology has no layer", new(file), "a line of headings, then 'name, H, W, R, S, C, filters, stride,' or 'name, M, N, K,'");
        }
        return diagnostics.HasErrors ? [] : layers;
    }

    // Fields with the column, from 1, at which each begins.
    private static List<(string Text, int Column)> Fields(string line)
    {
        var (fields, start) = (new List<(string Text, int Column)>(), 0);
        foreach (var part in line.TrimEnd().Split(','))
        {
            fields.Add((part.Trim(), start + part.Length - part.TrimStart().Length + 1));
            start += part.Length + 1;
        }
        // The comma that ends a line makes no field, and editors leave more of them.
        while (fields.Count > 0 && fields[^1].Text.Length == 0) fields.RemoveAt(fields.Count - 1);
        return fields;
    }

    // Theirs drops whatever stands behind the last comma: here what is one field too many, a remark silently.
    private static void DropLast(List<(string Text, int Column)> fields, SourceSpot line, DiagnosticBag diagnostics)
    {
        if (fields.Count is not (ProductFields + 1 or ConvolutionFields + 1)) return;
        var (text, column) = fields[^1];
        fields.RemoveAt(fields.Count - 1);
        if (text.Length == 0 || !char.IsAsciiDigit(text[0])) return;
        diagnostics.Warning("SIM107", $"'{text}' is left out: it stands behind the last comma", line with { Column = column }, "end the line with a comma");
    }

    private static ScaleSimLayer? Layer(List<(string Text, int Column)> fields, SourceSpot line, bool isSparse, DiagnosticBag diagnostics)
    {
        var (name, spot) = (fields[0].Text, line with { Column = fields[0].Column });
        if (Sparsity(fields, line, isSparse, diagnostics) is not { } sparsity) return null;
        var isProduct = fields.Count is ProductFields or ProductFields + 1;
        if (!isProduct && fields.Count is < ConvolutionFields or > ConvolutionFields + 1)
        {
            diagnostics.Error("SIM106", $"a layer has 7 numbers (convolution) or 3 (product), not {fields.Count - 1}", spot,
                "'name, H, W, R, S, C, filters, stride,' or 'name, M, N, K,'");
            return null;
        }
        if (isProduct && fields.Count > ProductFields)
        {
            diagnostics.Warning("SIM107", $"'{fields[^1].Text}' behind K is left out: one product is simulated", line with { Column = fields[^1].Column },
                "a batch of products is a line each");
        }
        var names = isProduct ? s_product : s_convolution;
        var numbers = new int[names.Length];
        for (var i = 0; i < Math.Min(numbers.Length, fields.Count - 1); i++)
        {
            var (text, column) = fields[i + 1];
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) && numbers[i] is > 0 and <= Most) continue;
            diagnostics.Error("SIM106", $"{names[i]} of '{name}' cannot be '{text}'", line with { Column = column }, $"a whole number from 1 to {Most}");
            return null;
        }
        var layer = isProduct ? ScaleSimLayer.Product(name, numbers[0], numbers[1], numbers[2]) : new()
        {
            Name = name, InputHeight = numbers[0], InputWidth = numbers[1], FilterHeight = numbers[2], FilterWidth = numbers[3], Channels = numbers[4],
            Filters = numbers[5], Stride = numbers[6], StrideAcross = numbers[7] > 0 ? numbers[7] : null,
        };
        return Checked(layer with { SparseKept = sparsity.Kept, SparseOf = sparsity.Of }, spot, diagnostics);
    }

    // Takes the field N:M out, wherever it stands; null if it cannot be.
    private static (int Kept, int Of)? Sparsity(List<(string Text, int Column)> fields, SourceSpot line, bool isSparse, DiagnosticBag diagnostics)
    {
        var at = fields.FindIndex(1, f => f.Text.Contains(':', StringComparison.Ordinal));
        if (at < 0) return (1, 1);
        var (text, column) = fields[at];
        fields.RemoveAt(at);
        if (!isSparse)
        {
            if (text != "1:1") diagnostics.Warning("SIM107", $"the sparsity {text} is left out: the layer is simulated dense", line with { Column = column });
            return (1, 1);
        }
        var parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var kept)
            && int.TryParse(parts[1], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var of) && kept > 0 && kept <= of && of <= Most) return (kept, of);
        diagnostics.Error("SIM106", $"a sparsity cannot be '{text}'", line with { Column = column }, "N:M, N weights of each M are left: from 1:1 on, N not beyond M");
        return null;
    }

    private static ScaleSimLayer? Checked(ScaleSimLayer layer, SourceSpot spot, DiagnosticBag diagnostics)
    {
        if (layer.FilterHeight > layer.InputHeight || layer.FilterWidth > layer.InputWidth)
        {
            diagnostics.Error("SIM106", $"the filter of '{layer.Name}' is larger than its input", spot, "the format knows no padding: write the padded size");
            return null;
        }
        // Addresses are 32 bits wide, as theirs are.
        var largest = Int128.Max((Int128)layer.InputHeight * layer.InputWidth * layer.Channels,
            Int128.Max((Int128)layer.FilterHeight * layer.FilterWidth * layer.Channels * layer.Filters, (Int128)layer.OutputHeight * layer.OutputWidth * layer.Filters));
        if (largest <= int.MaxValue) return layer;
        diagnostics.Error("SIM106", $"a tensor of '{layer.Name}' has {largest} elements: the most is {int.MaxValue}", spot);
        return null;
    }
}
