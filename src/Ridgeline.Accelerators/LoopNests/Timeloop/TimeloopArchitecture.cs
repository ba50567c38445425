using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the section <c>architecture</c>: the nodes of version 0.4, and the trees of those before.</summary>
internal sealed class TimeloopArchitecture
{
    /// <summary>The most instances of a component that are taken for meant.</summary>
    public const long MostInstances = 1L << 31;

    /// <summary>The most memories and fan-outs that are read.</summary>
    public const int MostComponents = 200;

    private const int MostNodes = 1000;

    private readonly DiagnosticBag _diagnostics;
    private readonly List<TimeloopComponent> _components = [];
    private readonly List<TimeloopConstraint> _constraints = [];
    private double? _cycleSeconds;
    private TimeloopMap? _root;
    private TimeloopMap? _shared;
    private int _visited;

    private TimeloopArchitecture(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    /// <summary>Constraints that stand in the architecture itself.</summary>
    public IReadOnlyList<TimeloopConstraint> Constraints => _constraints;

    public static TimeloopArchitecture? Read(YamlNode node, TimeloopMap? variables, DiagnosticBag diagnostics)
    {
        var read = new TimeloopArchitecture(diagnostics);
        var map = new TimeloopMap(node, diagnostics, variables);
        read._cycleSeconds = variables?.Number("global_cycle_seconds");
        (read._root, read._shared) = (map, map.Map("attributes"));
        if (map.Get("nodes") is YamlList nodes) read.Nodes(nodes, 1, 1);
        read.Trees(map);
        if (read._components.Count > MostComponents || read._visited > MostNodes)
        {
            diagnostics.Error("NEST107", $"the architecture has more than {MostComponents} components", node.Spot);
            return null;
        }
        if (read._components.Count >= 2) return read;
        diagnostics.Error("NEST103", "the architecture needs at least a memory and what computes", node.Spot);
        return null;
    }

    private void Trees(TimeloopMap map)
    {
        var tree = new TimeloopTree(_diagnostics);
        foreach (var root in map.List("subtree")) tree.Subtree(new(root, _diagnostics, map), null, 1);
        if (map.Get("storage") is not null || map.Get("arithmetic") is not null) tree.Flat(map);
        tree.ComputeLast();
        _cycleSeconds = tree.CycleSeconds ?? _cycleSeconds;
        _visited += tree.Visited;
        foreach (var component in tree.Components) Add(component);
    }

    public NestArchitecture? Build(NestWorkload workload, TimeloopEnergies energies, Dictionary<string, YamlNode> sections, DiagnosticBag diagnostics)
    {
        var (computing, memories) = (_components[^1], _components.Take(_components.Count - 1).Reverse().ToList());
        if (_components.Any(c => c.Computes) && !computing.Computes)
        {
            diagnostics.Error("NEST107", $"'{computing.Name}' is innermost and does not compute", computing.Node.Node.Spot, "put what computes last");
        }
        foreach (var twice in memories.GroupBy(m => m.Name).Where(g => g.Count() > 1))
        {
            diagnostics.Error("NEST107", $"two memories are called '{twice.Key}'", twice.Last().Node.Node.Spot);
        }
        var compute = energies.Compute(new(computing.Name, computing.MeshX, computing.MeshY, 0));
        if (diagnostics.HasErrors) return null;
        var treatments = TimeloopSparsity.Read(sections.GetValueOrDefault("sparse_optimizations"), _components, workload, diagnostics);
        TimeloopUnmodelled.Check(memories, diagnostics);
        var built = memories.Select(memory => new TimeloopMemory(memory, diagnostics).Read(energies.Memory(memory.Name), workload) with
        {
            Sparse = treatments.GetValueOrDefault(memory.Name),
        }).ToList();
        CheckMeshes(built, compute, computing);
        WarnOfEnergies(energies, computing);
        if (_cycleSeconds is <= 0) diagnostics.Error("NEST102", "'global_cycle_seconds' must be more than 0", computing.Node.Node.Spot, "1e-9");
        return new("accelerator", built, compute with { Sparse = treatments.GetValueOrDefault(compute.Name) }, _cycleSeconds ?? 1e-9);
    }

    private void WarnOfEnergies(TimeloopEnergies energies, TimeloopComponent computing)
    {
        var without = _components.Where(c => !c.IsDummy && !energies.Knows(c.Name)).ToList();
        if (energies.IsEmpty)
        {
            _diagnostics.Warning("NEST108", "there is no energy reference table (ERT): energies are zero", computing.Node.Node.Spot,
                "name the file with the ERT too");
        }
        else if (without.Count > 0)
        {
            _diagnostics.Warning("NEST108", $"the ERT has no energies for {string.Join(", ", without.Take(5).Select(c => $"'{c.Name}'"))}: they are zero",
                without[0].Node.Node.Spot);
        }
    }

    private void CheckMeshes(List<NestMemory> memories, NestCompute compute, TimeloopComponent computing)
    {
        var (x, y) = (compute.MeshX, compute.MeshY);
        foreach (var memory in memories)
        {
            if (x % memory.MeshX != 0 || y % memory.MeshY != 0)
            {
                _diagnostics.Error("NEST107", $"'{memory.Name}' has {memory.MeshX} x {memory.MeshY} instances, which do not divide the {x} x {y} within it",
                    computing.Node.Node.Spot);
            }
            (x, y) = (memory.MeshX, memory.MeshY);
        }
    }

    // The form that people write: containers multiply what follows, and a fan-out is a level of its own that keeps nothing.
    private (long X, long Y) Nodes(YamlList nodes, long x, long y)
    {
        foreach (var node in nodes.Items)
        {
            if (_components.Count > MostComponents || ++_visited > MostNodes) return (x, y);
            var map = new TimeloopMap(node, _diagnostics, _shared ?? _root);
            if (map.Tag == "!Container" || map.Get("nodes") is not null) _shared = map.Map("attributes")?.Over(_shared) ?? _shared;
            _cycleSeconds = map.Map("attributes")?.Number("global_cycle_seconds") ?? _cycleSeconds;
            if (map.Get("nodes") is YamlList inner && map.Tag is "!Parallel" or "!Pipelined") Nodes(inner, x, y);
            else if (map.Get("nodes") is YamlList deeper) (x, y) = Nodes(deeper, x, y);
            else (x, y) = One(map, x, y);
        }
        return (x, y);
    }

    private (long X, long Y) One(TimeloopMap map, long x, long y)
    {
        var name = TimeloopNames.Component(map.Text("name") ?? "").Name;
        var attributes = (map.Map("attributes") ?? map).Over(_shared);
        var spatial = map.Map("spatial");
        var (fanX, fanY) = (Fan(spatial, "meshX"), Fan(spatial, "meshY"));
        if (fanX * fanY > 1)
        {
            Add(new($"inter_{name}_spatial", "dummy_storage", new(new YamlMap(map.Node.Spot, []), _diagnostics), x, y, map));
            if (map.Map("constraints")?.Map("spatial") is { } limits) _constraints.Add(new($"inter_{name}_spatial", "spatial", limits));
        }
        (x, y) = (Math.Min(x * fanX, MostInstances + 1), Math.Min(y * fanY, MostInstances + 1));
        if (map.Tag != "!Component" && map.Get("class") is null) return (x, y);
        Add(new(name, map.Text("class") ?? "", attributes, x, y, map));
        if (map.Map("constraints") is not { } constraints) return (x, y);
        foreach (var other in constraints.Values.Where(entry => entry is { Key: not ("temporal" or "dataspace" or "spatial"), Value: YamlMap { Entries.Count: > 0 } }))
            _constraints.Add(new(name, other.Key, new(other.Value, _diagnostics)));
        if (constraints.Map("temporal") is { } temporal) _constraints.Add(new(name, "temporal", temporal));
        if (constraints.Map("dataspace") is { } dataspace) _constraints.Add(new(name, "dataspace", dataspace));
        return (x, y);
    }

    private long Fan(TimeloopMap? spatial, string axis)
    {
        if (spatial?.Whole(axis) is not { } fan) return 1;
        if (fan is >= 1 and <= 1L << 30) return fan;
        _diagnostics.Error("NEST107", $"'{axis}' is {fan:N0}: at least 1 is expected, and at most {1L << 30:N0}", spatial.Node.Spot);
        return 1;
    }

    private void Add(TimeloopComponent component)
    {
        if (component.Node.Flag("enabled") is false) return;
        var spot = component.Node.Node.Spot;
        if (component.MeshX < 1 || component.MeshY < 1) _diagnostics.Error("NEST107", $"'{component.Name}' has no instances", spot);
        else if (component.MeshX > MostInstances / component.MeshY)
            _diagnostics.Error("NEST107", $"there are more than {MostInstances:N0} instances of '{component.Name}'", spot);
        else _components.Add(component);
    }
}
