using Ridgeline.Machines;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Machines;

/// <summary>Marks numbers by how far they can be trusted: nothing is added to what was read in a source.</summary>
/// <param name="machine">The machine whose numbers they are.</param>
internal sealed class Trust(Machine machine)
{
    /// <summary>What the marks mean.</summary>
    public const string Legend = "~ claimed or recalled from the literature, ? an estimate; machines show NAME --sources says where each number is from";

    private readonly Dictionary<string, string> _paths = Paths(machine.Memory, "memory").ToDictionary(x => x.Level.Name, x => x.Path, StringComparer.Ordinal);

    /// <summary>A number with its mark.</summary>
    /// <param name="cell">The number; nothing stays nothing.</param>
    /// <param name="paths">Where it stands in the file; the first of which something is said.</param>
    public Cell Mark(Cell cell, params string[] paths) => cell.Raw.Length == 0 ? cell : cell with { Text = cell.Text + Sign(paths) };

    /// <summary>A number of a memory level with its mark.</summary>
    public Cell Mark(Cell cell, MemoryLevel level, params string[] keys) => Mark(cell, [.. keys.Select(key => $"{_paths[level.Name]}/{key}")]);

    /// <summary>The mark of a peak: that of what it was computed from where it is not stated.</summary>
    public Cell Mark(Cell cell, ComputeUnit unit, ComputeRate rate)
    {
        var path = $"units/{unit.Name}/rates/{rate.Precision}";
        return rate.IsDerived ? Mark(cell, path + "/macs") : Mark(cell, path + "/peak");
    }

    /// <summary>The weakest of several numbers, for what is computed from them.</summary>
    public Cell Weakest(Cell cell, IEnumerable<string> paths)
        => cell.Raw.Length == 0 ? cell : cell with { Text = cell.Text + Sign(paths.Select(Of).DefaultIfEmpty(Confidence.High).Min()) };

    /// <summary>Where the sizes of levels stand.</summary>
    public IEnumerable<string> Sizes(IEnumerable<MemoryLevel> levels) => levels.Where(l => l.Size is not null).Select(l => $"{_paths[l.Name]}/size");

    private string Sign(string[] paths) => Sign(Of(paths.FirstOrDefault(machine.Sources.ContainsKey) ?? paths[0]));

    private Confidence Of(string path) => machine.SourceOf(path)?.Confidence ?? Confidence.Medium;

    // One character in any case, so that numbers stay in line.
    private static string Sign(Confidence confidence) => confidence switch { Confidence.High => " ", Confidence.Medium => "~", _ => "?" };

    private static IEnumerable<(string Path, MemoryLevel Level)> Paths(MemoryLevel level, string path)
        => level.Children.SelectMany(child => Paths(child, $"{path}/children/{child.Name}")).Prepend((path, level));
}
