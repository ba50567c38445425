using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Machines;

/// <summary>A machine as a block diagram: memories from the outside in, units below the level that they read from, links above.</summary>
public static class MachinePicture
{
    /// <summary>Draws it as a standalone SVG.</summary>
    public static string Draw(Machine machine)
    {
        var nodes = new List<BlockNode>();
        var edges = new List<BlockEdge>();
        foreach (var link in machine.Links)
        {
            nodes.Add(new("link " + link.Name, link.Name, $"{link.Count} x {link.Bandwidth} each way"));
            edges.Add(new("link " + link.Name, machine.Memory.Name));
        }

        foreach (var level in machine.Levels)
        {
            nodes.Add(new(level.Name, level.Name, Text(level), Tooltip: level.Latency is { } time ? $"answers in {time}" : null));
            edges.AddRange(level.Children.Select(child => new BlockEdge(level.Name, child.Name)));
        }

        foreach (var unit in machine.Units)
        {
            var best = unit.Rates.MaxBy(r => r.Peak.Value)!;
            nodes.Add(new("unit " + unit.Name, string.Create(CultureInfo.InvariantCulture,
                $"{unit.Count:N0} x {unit.Name}{(unit.Rows > 0 ? $" {unit.Rows}x{unit.Columns}" : "")}"),
                $"{best.Precision} {MachineCells.Of(best.Peak, best.Precision.Element).Text}",
                Tooltip: string.Join('\n', unit.Rates.Select(r => $"{r.Precision} {MachineCells.Of(r.Peak, r.Precision.Element).Text}"))));
            edges.Add(new(machine.PathTo(unit)[0].Name, "unit " + unit.Name));
        }

        return BlockGraph.Draw(new(nodes, edges), new()
        {
            Title = machine.Title,
            Subtitle = "memories from the outside in, and the units that read from them; bandwidths of all instances together",
            Width = 640,
            ColumnHeight = 1600,
        });
    }

    private static string Text(MemoryLevel level)
        => string.Join(", ", new[] { Size(level), level.Bandwidth?.ToString() }.Where(part => part is not null));

    private static string? Size(MemoryLevel level)
    {
        if (level.Size?.ToString(level.IsOnChip ? "B" : null) is not { } one) return null;
        return level.Instances == 1 ? one : string.Create(CultureInfo.InvariantCulture, $"{level.Instances:N0} x {one}");
    }
}
