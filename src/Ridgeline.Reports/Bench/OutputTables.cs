using System.Globalization;
using System.Text;
using Ridgeline.Graphs;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Bench;

/// <summary>What a network made, as tables.</summary>
public static class OutputTables
{
    private const int MostShown = 6;
    private const double ShareError = 1e-3;
    private const int MostRead = 1 << 26;

    /// <summary>A row an output: type, range, mean, the first elements.</summary>
    /// <param name="outputs">Name, type as text, and the tensor if it is one.</param>
    public static ReportTable Summary(IReadOnlyList<(string Name, string Type, Tensor? Tensor)> outputs) => new("",
    [
        new("Output", "output", false), new("Type", "type", false), new("Least", "least", true, 1), new("Mean", "mean", true, 1), new("Most", "most", true, 1),
        new("First", "first", false),
    ],
    [.. outputs.Select(o => Row(o.Name, o.Type, o.Tensor))]);

    /// <summary>The largest numbers of each row: a classifier's answer.</summary>
    /// <param name="outputs">Tensors of numbers, whose last dimension larger than 1 is the classes.</param>
    /// <param name="count">How many.</param>
    /// <param name="labels">What the classes are called; null if nothing is.</param>
    public static ReportTable Top(IReadOnlyList<(string Name, Tensor Tensor)> outputs, int count, IReadOnlyList<string>? labels) => new("",
    [
        new("Output", "output", false), new("Row", "row"), new("Rank", "rank"), new("Class", "class"), new("Label", "label", false),
        new("Value", "value"), new("Probability", "probability"),
    ],
    [.. outputs.SelectMany(o => Classes(o.Name, o.Tensor, count, labels))]);

    private static Cell[] Row(string name, string type, Tensor? tensor)
    {
        if (tensor is null || tensor.Count > MostRead || Numbers(tensor) is not { Length: > 0 } values)
        {
            var texts = tensor?.Data is StringData text ? string.Join(", ", text.Items.Take(MostShown).Select(i => Encoding.UTF8.GetString(i.Span))) : "-";
            return [Cell.Of(name), Cell.Of(type), Cell.None, Cell.None, Cell.None, Cell.Of(texts)];
        }
        var first = string.Join(", ", values.Take(MostShown).Select(v => v.ToString("G4", CultureInfo.InvariantCulture)));
        return [Cell.Of(name), Cell.Of(type), Number(values.Min()), Number(values.Average()), Number(values.Max()), Cell.Of(values.Length > MostShown ? $"{first}, ..." : first)];
    }

    private static IEnumerable<Cell[]> Classes(string name, Tensor tensor, int count, IReadOnlyList<string>? labels)
    {
        // Trailing dimensions of 1 are what a global pooling leaves.
        var width = tensor.Dims.LastOrDefault(d => d > 1, 1);
        if (tensor.Count > MostRead || Numbers(tensor) is not { Length: > 0 } values) yield break;
        for (var row = 0L; row * width < values.Length; row++)
        {
            var own = values.AsSpan((int)(row * width), (int)width).ToArray();
            var most = own.Max();
            // Some networks end with a softmax; of the others it is taken here.
            var isShare = own.Min() >= 0 && Math.Abs(own.Sum() - 1) < ShareError;
            var sum = own.Sum(v => Math.Exp(v - most));
            var order = Enumerable.Range(0, own.Length).OrderByDescending(i => own[i]).ThenBy(i => i).Take(count).ToList();
            for (var rank = 0; rank < order.Count; rank++)
            {
                var at = order[rank];
                yield return
                [
                    Cell.Of(name), Cell.Of((Int128)row), Cell.Of((Int128)(rank + 1)), Cell.Of((Int128)at), Cell.Of(labels is not null && at < labels.Count ? labels[at] : "-"),
                    Number(own[at]), Number(isShare ? own[at] : Math.Exp(own[at] - most) / sum),
                ];
            }
        }
    }

    private static double[]? Numbers(Tensor tensor) => ElementReader.Reals(tensor) ?? ElementReader.Integers(tensor)?.Select(i => (double)i).ToArray();

    private static Cell Number(double value)
        => new(value.ToString("G4", CultureInfo.InvariantCulture), double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");
}
