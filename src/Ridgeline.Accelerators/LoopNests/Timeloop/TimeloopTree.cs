using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads architectures of subtrees (0.2, 0.3, and what the front-end makes of 0.4), and the flat lists of 0.1 (<c>storage</c>, <c>arithmetic</c>).</summary>
/// <remarks>A range in a name, <c>PE[0..15]</c>, counts what lies within as many times; what a subtree says of itself holds for all within that do not say otherwise.</remarks>
internal sealed class TimeloopTree(DiagnosticBag diagnostics)
{
    private const int MostVisited = 1001;

    private readonly List<TimeloopComponent> _components = [];

    /// <summary>Memories, outermost first, and what computes.</summary>
    public IReadOnlyList<TimeloopComponent> Components => _components;

    /// <summary>Seconds of a cycle; null if nothing is said.</summary>
    public double? CycleSeconds { get; private set; }

    /// <summary>How many subtrees and components were looked at; beyond a thousand no more are.</summary>
    public int Visited { get; private set; }

    public void Subtree(TimeloopMap tree, TimeloopMap? shared, long copies)
    {
        if (++Visited > MostVisited) return;
        shared = tree.Map("attributes")?.Over(shared) ?? shared;
        CycleSeconds = shared?.Number("global_cycle_seconds") ?? CycleSeconds;
        copies = Times(copies, Count(tree), tree);
        foreach (var node in tree.List("local"))
        {
            if (++Visited > MostVisited) return;
            var map = new TimeloopMap(node, diagnostics, shared ?? tree);
            Add(map, (map.Map("attributes") ?? map).Over(shared), copies);
        }
        foreach (var inner in tree.List("subtree")) Subtree(new(inner, diagnostics, shared ?? tree), shared, copies);
    }

    /// <summary>Before version 0.4 what computes may stand anywhere.</summary>
    public void ComputeLast()
    {
        if (_components.FindAll(c => c.Computes) is not [var only] || _components[^1] == only) return;
        _components.Remove(only);
        _components.Add(only);
    }

    public void Flat(TimeloopMap architecture)
    {
        foreach (var node in architecture.List("storage").Take(MostVisited).Reverse()) Add(new(node, diagnostics, architecture), new(node, diagnostics, architecture), 1);
        if (architecture.Map("arithmetic") is not { } arithmetic) return;
        var name = arithmetic.Text("name") ?? "MAC";
        var (x, y) = Mesh(arithmetic, 1);
        _components.Add(new(TimeloopNames.Component(name).Name, "compute", arithmetic, x, y, arithmetic));
    }

    private void Add(TimeloopMap map, TimeloopMap attributes, long copies)
    {
        if (map.Flag("enabled") is false) return;
        var name = TimeloopNames.Component(map.Text("name") ?? "").Name;
        if (name.Length == 0) diagnostics.Error("NEST103", "a component has no name", map.Node.Spot, "name: Buffer");
        var (x, y) = Mesh(attributes, Times(copies, Count(map), map));
        _components.Add(new(name, map.Text("class") ?? "", attributes, x, y, map));
    }

    private static (long X, long Y) Mesh(TimeloopMap attributes, long count)
    {
        var (x, y) = (attributes.Whole("meshX", "meshx"), attributes.Whole("meshY", "meshy"));
        var instances = attributes.Whole("instances") ?? (x is { } a && y is { } b && Math.Abs(a) < 1L << 31 && Math.Abs(b) < 1L << 31 ? a * b : count);
        return (x ?? (y is > 0 ? instances / y.Value : instances), y ?? (x is > 0 ? instances / x.Value : 1));
    }

    private long Count(TimeloopMap map)
    {
        if (TimeloopNames.Component(map.Text("name") ?? "").Count is { } count) return count;
        diagnostics.Error("NEST102", $"'{map.Text("name")}' says no number of instances", map.Node.Spot, "PE[0..15] stands for sixteen");
        return 1;
    }

    private long Times(long copies, long count, TimeloopMap map)
    {
        if (copies <= TimeloopArchitecture.MostInstances / count) return copies * count;
        diagnostics.Error("NEST107", $"there are more than {TimeloopArchitecture.MostInstances:N0} instances of '{map.Text("name")}'", map.Node.Spot);
        return 1;
    }
}
