using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A plan while a pass puts one node in the place of several: who makes a value, who reads it, what was replaced.</summary>
internal sealed class Rewriting
{
    private readonly Plan _plan;
    private readonly RuntimeOptions _options;
    private readonly Dictionary<Value, PlanNode> _makers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, List<PlanNode>> _readers;
    private readonly Dictionary<PlanNode, int> _places = [];
    private readonly HashSet<PlanNode> _gone = [];
    private readonly Dictionary<PlanNode, PlanNode> _inPlaceOf = [];

    /// <summary>Begins.</summary>
    public Rewriting(Plan plan, RuntimeOptions options)
    {
        (_plan, _options) = (plan, options);
        _readers = plan.Readers();
        foreach (var node in plan.Nodes)
        {
            _places[node] = _places.Count;
            foreach (var output in node.Outputs.OfType<Value>()) _makers[output] = node;
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan => _plan;

    /// <summary>Whether a node was replaced and may not be part of anything else.</summary>
    public bool IsGone(PlanNode node) => _gone.Contains(node);

    /// <summary>The node that makes a value and is still there; null if there is none.</summary>
    public PlanNode? Maker(Value? value) => value is not null && _makers.TryGetValue(value, out var maker) && !_gone.Contains(maker) ? maker : null;

    /// <summary>The nodes that read a value, each once.</summary>
    public IEnumerable<PlanNode> Readers(Value value) => _readers.TryGetValue(value, out var readers) ? readers.Distinct() : [];

    /// <summary>The only node that reads a value, if nobody else does and it is still there.</summary>
    public PlanNode? OnlyReader(Value? value)
    {
        if (value is null || _plan.Escapes(value)) return null;
        var readers = Readers(value).Take(2).ToList();
        return readers is [var one] && !_gone.Contains(one) ? one : null;
    }

    /// <summary>Whether a node's only output is read by some nodes and by nobody else.</summary>
    public bool IsPrivate(PlanNode node, ICollection<PlanNode> to) =>
        node.Outputs is [{ } output] && !_plan.Escapes(output) && Readers(output).All(to.Contains);

    /// <summary>What is known of a node.</summary>
    public Preparation About(PlanNode node) => new(_plan, node, _options);

    /// <summary>The value of a constant of one float; null if it is none.</summary>
    public float? Scalar(Value? value) =>
        _plan.IsConstant(value) && _plan.Element(value) == ElementType.Float && _plan.Constant(value) is { Count: 1 } one ? one.Span<float>()[0] : null;

    /// <summary>Whether a value is a tensor of floats of the given dimensions.</summary>
    public bool IsFloats(Value? value, ReadOnlySpan<long> dims) =>
        _plan.Element(value) == ElementType.Float && _plan.Dims(value) is { } own && own.AsSpan().SequenceEqual(dims);

    /// <summary>Puts one node in the place of several, where the one called the anchor stands.</summary>
    /// <param name="members">Those that go; the anchor is one of them.</param>
    /// <param name="fused">What stands for them all.</param>
    /// <param name="anchor">Where it goes; the last of the members if none is given.</param>
    public void Replace(IReadOnlyCollection<PlanNode> members, PlanNode fused, PlanNode? anchor = null)
    {
        fused.Covers.Clear();
        fused.Covers.AddRange(InOrder(members).SelectMany(m => m.Covers));
        _gone.UnionWith(members);
        _inPlaceOf[anchor ?? InOrder(members)[^1]] = fused;
    }

    /// <summary>Nodes in the order in which they run.</summary>
    public List<PlanNode> InOrder(IEnumerable<PlanNode> nodes)
    {
        List<PlanNode> ordered = [.. nodes.Distinct()];
        ordered.Sort((a, b) => _places[a].CompareTo(_places[b]));
        return ordered;
    }

    /// <summary>Writes the nodes back.</summary>
    public void Apply()
    {
        if (_inPlaceOf.Count == 0) return;
        _plan.Nodes = [.. _plan.Nodes.Select(n => _inPlaceOf.TryGetValue(n, out var fused) ? fused : _gone.Contains(n) ? null : n).OfType<PlanNode>()];
    }
}
