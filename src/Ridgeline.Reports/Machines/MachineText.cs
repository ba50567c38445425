using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Reports.Machines;

/// <summary>A machine as a few lines and a tree of memories, outermost first, with the units at the level that they read from.</summary>
public static class MachineText
{
    /// <summary>Writes it.</summary>
    public static void Write(Machine machine, TextWriter writer)
    {
        writer.WriteLine($"{machine.Title} ({machine.Name})");
        writer.WriteLine(string.Join(", ", About(machine)));
        if (machine.Notes is { } notes) writer.WriteLine(notes);
        writer.WriteLine();
        Level(machine, machine.Memory, "", "", writer);
        if (Unknowns.Of(machine) is { Count: > 0 } unknown) writer.WriteLine($"\nnot known: {string.Join("; ", unknown)}");
    }

    /// <summary>Writes what the marks in tables of machines mean.</summary>
    public static void WriteLegend(TextWriter writer) => writer.WriteLine($"\n{Trust.Legend}");

    /// <summary>Writes what contradicts what, a paragraph each.</summary>
    public static void Write(Machine machine, MachineFinding finding, TextWriter writer)
    {
        writer.WriteLine($"{machine.Name} {finding.Code} {finding.At}: {finding.Message}");
        writer.WriteLine(finding.Reason is { } reason ? $"  explained: {reason}" : $"  hint: {finding.Hint}");
    }

    private static IEnumerable<string> About(Machine machine)
    {
        yield return $"{machine.Vendor} {machine.Year}";
        if (machine.ProcessNm is { } node) yield return string.Create(CultureInfo.InvariantCulture, $"{node} nm");
        if (machine.Clock.Peak is { } clock) yield return machine.Clock is { Base: { } low, Boost: { } high } ? $"{low} to {high}" : clock.ToString();
        if (machine.Cores is { } cores) yield return string.Create(CultureInfo.InvariantCulture, $"{cores:N0} {machine.CoreName}{(cores == 1 ? "" : "s")}");
        if (machine.Threads is { } threads) yield return string.Create(CultureInfo.InvariantCulture, $"{threads:N0} hardware threads");
        if (machine.Tdp is { } tdp) yield return $"TDP {tdp}";
        yield return $"{machine.LaunchOverhead} to start an operation";
    }

    private static void Level(Machine machine, MemoryLevel level, string head, string indent, TextWriter writer)
    {
        writer.WriteLine(head + Line(level));
        var lines = level.Children.Select(child => (Action<string, string>)((h, i) => Level(machine, child, h, i, writer)))
            .Concat(machine.Units.Where(u => machine.PathTo(u)[0].Name == level.Name)
                .Select(u => (Action<string, string>)((h, _) => writer.WriteLine(h + Line(u))))).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var last = i == lines.Count - 1;
            lines[i](indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
        }
    }

    private static string Line(MemoryLevel level)
    {
        var format = level.IsOnChip ? "B" : null;
        var size = (level.Size, level.Instances) switch
        {
            (null, _) => "",
            ({ } one, 1) => "  " + one.ToString(format),
            ({ } one, _) => string.Create(CultureInfo.InvariantCulture,
                $"  {level.Instances:N0} x {one.ToString(format)} = {(one * level.Instances).ToString(format)}"),
        };
        var name = level.Technology is { } made ? $"{level.Name} ({made})" : level.Name;
        return $"{name}{size}{(level.Bandwidth is { } rate ? "  " + rate : "")}{(level.Latency is { } time ? "  " + time : "")}";
    }

    private static string Line(ComputeUnit unit)
    {
        var shape = unit.Rows > 0 ? $" {unit.Rows} x {unit.Columns}" : "";
        var rates = unit.Rates.Select(r => $"{r.Precision} {MachineCells.Of(r.Peak, r.Precision.Element).Text}");
        return string.Create(CultureInfo.InvariantCulture, $"[{unit.Count:N0} x {unit.Name}{shape}]  {string.Join(", ", rates)}");
    }
}
