using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Svg;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Predictions;

/// <summary>One colour for one thing in all pictures of predictions: arithmetic is blue, main memory orange, what only waits grey.</summary>
internal static class PredictionColors
{
    // Numbers of the palette: cold ones compute, warm ones move.
    private const int LinkColor = 5;
    private static readonly int[] s_compute = [0, 4, 2];
    private static readonly int[] s_memory = [1, 6, 3, 7];

    /// <summary>What sets the pace: the units and levels that do so anywhere, and starting.</summary>
    internal static IReadOnlyList<Section> Paces(NetworkPrediction prediction)
    {
        var bounds = prediction.Layers.SelectMany(PaceTerms.Of).GroupBy(part => part.Bound).OrderByDescending(g => g.Sum(part => part.Time))
            .Select(g => g.Key).ToList();
        var levels = prediction.Machine.Levels.Select(l => l.Name).ToList();
        var units = bounds.Where(b => b.Kind == BoundKind.Compute).Select((b, i) => new Section(PaceTerms.Name(b), Compute(i)));
        var memories = bounds.Where(b => b.Kind == BoundKind.Memory).OrderBy(b => levels.IndexOf(b.Resource))
            .Select(b => new Section(PaceTerms.Name(b), Memory(levels.IndexOf(b.Resource))));
        var links = bounds.Where(b => b.Kind == BoundKind.Link).Select(b => new Section(PaceTerms.Name(b), Palette.Category(LinkColor)));
        var starts = bounds.Where(b => b.Kind == BoundKind.Launch).Select(b => new Section(PaceTerms.Name(b), Palette.Rest));
        return [.. units, .. memories, .. links, .. starts];
    }

    /// <summary>Kinds of energy that are spent anywhere.</summary>
    internal static IReadOnlyList<Section> Energies(NetworkPrediction prediction)
    {
        var levels = prediction.Machine.Levels.Select(l => l.Name).ToList();
        return [.. prediction.Layers.SelectMany(l => l.Span.Energy).Where(e => e.Energy.Value > 0).Select(e => e.Kind).Distinct()
            .OrderBy(kind => CommonEnergy(prediction.Machine, kind)).ThenBy(levels.IndexOf)
            .Select(kind => new Section(kind, Energy(kind, levels.IndexOf(kind))))];
    }

    /// <summary>Families of operators.</summary>
    internal static IReadOnlyList<Section> Families { get; } =
    [
        new(OperatorFamily.Matmul.Name(), Palette.Category(0)), new(OperatorFamily.Softmax.Name(), Palette.Category(3)),
        new(OperatorFamily.Normalization.Name(), Palette.Category(2)), new(OperatorFamily.Elementwise.Name(), Palette.Category(1)),
        new(OperatorFamily.Movement.Name(), Palette.Category(4)), new(OperatorFamily.Transfer.Name(), Palette.Category(LinkColor)),
        new(OperatorFamily.View.Name(), Palette.Rest),
        new(PaceTerms.Start, Palette.Rest),
    ];

    /// <summary>What machines that know nothing of each other's units have in common.</summary>
    internal static IReadOnlyList<Section> CommonPaces { get; } =
    [
        new("arithmetic", Compute(0)), new("main memory", Memory(0)), new("memory on the chip", Memory(1)), new("link", Palette.Category(LinkColor)),
        new(PaceTerms.Start, Palette.Rest),
    ];

    /// <summary>Kinds of energy that all machines have in common.</summary>
    internal static IReadOnlyList<Section> CommonEnergies { get; } =
    [
        new("arithmetic", Compute(0)), new("instructions", Compute(1)), new("main memory", Memory(0)), new("memory on the chip", Memory(1)),
        new("link", Palette.Category(LinkColor)), new("static", Palette.Rest),
    ];

    /// <summary>The number of the common pace of a part.</summary>
    internal static int CommonPace(Machine machine, Bound bound) => bound.Kind switch
    {
        BoundKind.Compute => 0,
        BoundKind.Memory => bound.Resource == machine.MainMemory.Name ? 1 : 2,
        BoundKind.Link => 3,
        _ => 4,
    };

    /// <summary>The number of the common kind of energy.</summary>
    internal static int CommonEnergy(Machine machine, string kind) => kind switch
    {
        "arithmetic" => 0,
        "instructions" => 1,
        "link" => 4,
        "static" => 5,
        _ => kind == machine.MainMemory.Name ? 2 : 3,
    };

    private static string Compute(int index) => Palette.Category(s_compute[index % s_compute.Length]);

    private static string Memory(int level) => Palette.Category(s_memory[Math.Max(0, level) % s_memory.Length]);

    private static string Energy(string kind, int level) => kind switch
    {
        "arithmetic" => Compute(0),
        "instructions" => Compute(1),
        "static" => Palette.Rest,
        "link" => Palette.Category(LinkColor),
        _ => Memory(level),
    };
}
