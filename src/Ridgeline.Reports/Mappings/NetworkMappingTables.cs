using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped network as tables and JSON.</summary>
public static class NetworkMappingTables
{
    /// <summary>One row a layer.</summary>
    public static ReportTable Layers(MappedNetwork network)
    {
        var energy = network.Timeline.Energy.Value;
        return new($"{network.Network} on {network.Architecture.Name}",
            [
                new("layer", "name", IsNumber: false), new("operator", "op", IsNumber: false, Yields: 2), new("cycles", "cycles"), new("time", "time_s"),
                new("energy", "energy_j"), new("utilisation", "utilisation"), new("bound", "bound", IsNumber: false),
                new("stays on chip", "stays_on_chip", IsNumber: false, Yields: 2),
                new("mappings", "mappings_evaluated", Yields: 1),
            ],
            [.. network.Layers.Select(layer => Row(layer))],
            [
                Cell.Of("sum"), Cell.Blank, Cell.Of((Int128)network.Cycles), new(network.Timeline.Duration.ToString(), Raw(network.Timeline.Duration.Value)),
                new(network.Timeline.Energy.ToString(), Raw(energy)), Cell.Blank, Cell.Blank, Cell.Blank, Cell.Of((Int128)network.MappingsEvaluated),
            ]);
    }

    private static Cell[] Row(MappedLayer layer) =>
    [
        Cell.Of(layer.Name), Cell.Of(layer.Span.Op), Cell.Of((Int128)layer.Cycles), new(layer.Span.Duration.ToString(), Raw(layer.Span.Duration.Value)),
        new(layer.Span.TotalEnergy.ToString(), Raw(layer.Span.TotalEnergy.Value)),
        new(layer.Span.Utilisation.ToString("P1", CultureInfo.InvariantCulture), Raw(layer.Span.Utilisation)), Cell.Of(layer.Span.Bound.ToString()),
        Cell.Of(string.Join(' ', layer.StaysOnChip)),
        layer.IsKnown ? new("known", "0") : Cell.Of((Int128)layer.Nests.Sum(nest => nest.Nest.MappingsEvaluated)),
    ];

    private static string Raw(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
