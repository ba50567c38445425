using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the section <c>architecture</c>, both what people write (<c>nodes</c>) and what the front-end makes of it (<c>subtree</c>).</summary>
internal sealed class TimeloopArchitecture
{
    private readonly DiagnosticBag _diagnostics;
    private readonly List<TimeloopComponent> _components = [];
    private readonly List<TimeloopConstraint> _constraints = [];
    private double? _cycleSeconds;

    private TimeloopArchitecture(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    /// <summary>Constraints that stand in the architecture itself.</summary>
    public IReadOnlyList<TimeloopConstraint> Constraints => _constraints;

    public static TimeloopArchitecture? Read(YamlNode node, DiagnosticBag diagnostics)
    {
        var read = new TimeloopArchitecture(diagnostics);
        var map = new TimeloopMap(node, diagnostics);
        if (map.Get("nodes") is YamlList nodes) read.Nodes(nodes, 1, 1);
        foreach (var tree in map.List("subtree")) read.Tree(new(tree, diagnostics));
        if (read._components.Count >= 2) return read;
        diagnostics.Error("NEST103", "the architecture needs at least a memory and what computes", node.Spot);
        return null;
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
        var built = memories.Select(memory => TimeloopMemory.Read(memory, energies.Memory(memory.Name), workload, _diagnostics) with
        {
            Sparse = treatments.GetValueOrDefault(memory.Name),
        }).ToList();
        CheckMeshes(built, compute, computing);
        if (energies.IsEmpty)
        {
            diagnostics.Warning("NEST108", "there is no energy reference table (ERT): energies are zero", computing.Node.Node.Spot,
                "name the file with the ERT too");
        }
        return new("accelerator", built, compute with { Sparse = treatments.GetValueOrDefault(compute.Name) }, _cycleSeconds ?? 1e-9);
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

    // The front-end's form: components in 'local', what lies within them in 'subtree'.
    private void Tree(TimeloopMap tree)
    {
        _cycleSeconds = tree.Map("attributes")?.Number("global_cycle_seconds") ?? _cycleSeconds;
        foreach (var node in tree.List("local"))
        {
            var map = new TimeloopMap(node, _diagnostics);
            var (name, count) = TimeloopNames.Component(map.Text("name") ?? "");
            var attributes = map.Map("attributes") ?? map;
            var meshX = attributes.Whole("meshX") ?? attributes.Whole("meshx");
            var meshY = attributes.Whole("meshY") ?? attributes.Whole("meshy");
            var instances = attributes.Whole("instances") ?? (meshX is { } a && meshY is { } b ? a * b : count);
            Add(new(name, map.Text("class") ?? "", attributes, meshX ?? instances / (meshY ?? 1), meshY ?? instances / (meshX ?? instances), map));
        }
        foreach (var inner in tree.List("subtree")) Tree(new(inner, _diagnostics));
    }

    // The form that people write: containers multiply what follows, and a fan-out is a level of its own that keeps nothing.
    private (long X, long Y) Nodes(YamlList nodes, long x, long y)
    {
        foreach (var node in nodes.Items)
        {
            var map = new TimeloopMap(node, _diagnostics);
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
        var attributes = map.Map("attributes") ?? map;
        var spatial = map.Map("spatial");
        var (fanX, fanY) = (spatial?.Whole("meshX") ?? 1, spatial?.Whole("meshY") ?? 1);
        if (fanX * fanY > 1)
        {
            Add(new($"inter_{name}_spatial", "dummy_storage", new(new YamlMap(map.Node.Spot, []), _diagnostics), x, y, map));
            if (map.Map("constraints")?.Map("spatial") is { } limits) _constraints.Add(new($"inter_{name}_spatial", "spatial", limits));
        }
        (x, y) = (x * fanX, y * fanY);
        if (map.Tag != "!Component" && map.Get("class") is null) return (x, y);
        Add(new(name, map.Text("class") ?? "", attributes, x, y, map));
        if (map.Map("constraints") is not { } constraints) return (x, y);
        foreach (var other in constraints.Values.Where(entry => entry is { Key: not ("temporal" or "dataspace" or "spatial"), Value: YamlMap { Entries.Count: > 0 } }))
            _constraints.Add(new(name, other.Key, new(other.Value, _diagnostics)));
        if (constraints.Map("temporal") is { } temporal) _constraints.Add(new(name, "temporal", temporal));
        if (constraints.Map("dataspace") is { } dataspace) _constraints.Add(new(name, "dataspace", dataspace));
        return (x, y);
    }

    private void Add(TimeloopComponent component)
    {
        if (component.Node.Flag("enabled") is false) return;
        if (component.MeshX < 1 || component.MeshY < 1) _diagnostics.Error("NEST107", $"'{component.Name}' has no instances", component.Node.Node.Spot);
        else _components.Add(component);
    }
}
