using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Makes a program of a plan: slots for values, steps for nodes, programs for subgraphs, a place in memory for each tensor.</summary>
internal sealed class ProgramBuilder
{
    private readonly Plan _plan;
    private readonly Graph _graph;
    private readonly PlanBuilder _planner;
    private readonly ProgramBuilder? _outer;
    private readonly Dictionary<Value, int> _slots = new(ReferenceEqualityComparer.Instance);
    private readonly List<(int Slot, RuntimeValue Value)> _constants = [];
    private readonly List<(int Outer, int Inner)> _captures = [];
    private readonly List<Value> _values = [];
    private readonly HashSet<Value> _made = new(ReferenceEqualityComparer.Instance);
    private long _scratch;

    private ProgramBuilder(Plan plan, Graph graph, PlanBuilder planner, ProgramBuilder? outer) =>
        (_plan, _graph, _planner, _outer) = (plan, graph, planner, outer);

    /// <summary>Compiles a graph that stands alone.</summary>
    public static Program Build(Plan plan, Graph graph, PlanBuilder planner) => new ProgramBuilder(plan, graph, planner, null).Build();

    private Program Build()
    {
        foreach (var input in _graph.Inputs) _made.Add(input);
        foreach (var output in _plan.Nodes.SelectMany(n => n.Outputs).OfType<Value>()) _made.Add(output);
        var inputs = _graph.Inputs.ConvertAll(SlotOf).ToArray();
        var steps = _plan.Nodes.ConvertAll(MakeStep).ToArray();
        var outputs = _graph.Outputs.ConvertAll(SlotOf).ToArray();
        var types = _values.ConvertAll(v => _plan.Types.TryGetValue(v, out var type) ? type : ((ElementType, long[])?)null).ToArray();
        var given = new HashSet<int>(inputs);
        foreach (var (slot, _) in _constants) given.Add(slot);
        foreach (var (_, inner) in _captures) given.Add(inner);
        var memory = new MemoryPlan(steps, types, given, outputs);
        return new()
        {
            Steps = steps,
            SlotCount = _values.Count,
            Inputs = inputs,
            Outputs = outputs,
            Constants = [.. _constants],
            Planned = memory.Planned,
            ArenaBytes = memory.ArenaBytes,
            ScratchBytes = _scratch,
        };
    }

    private int SlotOf(Value value)
    {
        if (_slots.TryGetValue(value, out var slot)) return slot;
        _slots[value] = slot = _values.Count;
        _values.Add(value);
        if (_plan.Constant(value) is { } constant) _constants.Add((slot, constant));
        else if (!_made.Contains(value) && _outer is not null) _captures.Add((_outer.SlotOf(value), slot));
        return slot;
    }

    private int SlotOrNone(Value? value) => value is null ? -1 : SlotOf(value);

    private Step MakeStep(PlanNode node)
    {
        var preparation = new Preparation(_plan, node, _planner.Options);
        var run = node.Implementation.Prepare?.Invoke(preparation) ?? Viewing(node) ?? node.Implementation.Run;
        _scratch = Math.Max(_scratch, preparation.ScratchBytes);
        var inputs = new int[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = preparation.Absorbed.Contains(i) ? -1 : SlotOrNone(node.Inputs[i]);
        var nested = new Dictionary<Graph, SubProgram>(ReferenceEqualityComparer.Instance);
        foreach (var subgraph in node.Node.Subgraphs) nested[subgraph] = Nest(subgraph);
        return new()
        {
            Node = node.Node,
            Opset = node.Opset,
            Implementation = node.Implementation,
            Inputs = inputs,
            Outputs = node.Outputs.ConvertAll(SlotOrNone).ToArray(),
            Captured = nested.Count == 0 ? [] : [.. nested.Values.SelectMany(n => n.Outer).Distinct()],
            Run = run,
            Nested = nested,
            Nodes = node.Covers,
            Overwritable = node.Tail.Residual >= 0 ? [node.Tail.Residual] : node.Implementation.InPlace ? Places(inputs.Length) : [],
        };
    }

    private static int[] Places(int count)
    {
        var places = new int[count];
        for (var i = 0; i < count; i++) places[i] = i;
        return places;
    }

    // A view of known dimensions needs nothing looked up any more.
    private Action<OperatorContext>? Viewing(PlanNode node)
    {
        if (!node.Implementation.Views || node.Inputs.Count == 0 || _plan.Dims(node.Inputs[0]) is not { } from || _plan.Dims(node.Outputs[0]) is not { } dims) return null;
        if (Tensor.CountOf(from) != Tensor.CountOf(dims) || _plan.Element(node.Inputs[0]) != _plan.Element(node.Outputs[0])) return null;
        return x => x.View(0, x.Input(0), dims);
    }

    private SubProgram Nest(Graph subgraph)
    {
        var builder = new ProgramBuilder(_planner.Plan(subgraph), subgraph, _planner, this);
        var program = builder.Build();
        return new(program, [.. builder._captures.Select(c => c.Outer)], [.. builder._captures.Select(c => c.Inner)]);
    }
}
