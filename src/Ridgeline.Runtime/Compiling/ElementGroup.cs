using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Nodes that work on each element alone, of which one makes the result and the others serve nobody else.</summary>
/// <param name="rewriting">The plan.</param>
/// <param name="sink">The node that makes the result.</param>
internal sealed class ElementGroup(Rewriting rewriting, PlanNode sink)
{
    /// <summary>Its nodes.</summary>
    public List<PlanNode> Members { get; } = [sink];

    /// <summary>The dimensions of all results.</summary>
    public long[] Dims { get; } = rewriting.Plan.Dims(sink.Outputs[0])!;

    /// <summary>What it reads; known after <see cref="Steps"/> was asked for.</summary>
    public List<Value> Inputs { get; } = [];

    /// <summary>Whether a node is a function of each element alone that has a kernel, over floats of known dimensions.</summary>
    public static bool Serves(Rewriting rewriting, PlanNode node)
    {
        var plan = rewriting.Plan;
        if (node.Tail != Tail.None || node.Outputs is not [{ } output]) return false;
        if (plan.Element(output) != ElementType.Float || plan.Dims(output) is not { } dims) return false;
        if (Function(rewriting, node) is not null) return rewriting.IsFloats(node.Inputs[0], dims);
        return node.Implementation.Binary is not null && node.Inputs is [{ } a, { } b] && IsOperand(plan, a) && IsOperand(plan, b);
    }

    /// <summary>The steps of its program, in order.</summary>
    public List<ElementStep> Steps()
    {
        var members = rewriting.InOrder(Members);
        var made = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < members.Count; i++) made[members[i].Outputs[0]!] = i;
        foreach (var node in members)
        {
            foreach (var input in Operands(node).Where(o => !made.ContainsKey(o) && !Inputs.Contains(o))) Inputs.Add(input);
        }
        int At(Value value) => made.TryGetValue(value, out var step) ? Inputs.Count + step : Inputs.IndexOf(value);
        return members.ConvertAll(node => new ElementStep(
            Function(rewriting, node), node.Implementation.Binary ?? default, At(node.Inputs[0]!), Operands(node).Length > 1 ? At(node.Inputs[1]!) : 0));
    }

    /// <summary>What a node reads element by element: of a function of one float the first input alone.</summary>
    public Value[] Operands(PlanNode node) => Function(rewriting, node) is not null ? [node.Inputs[0]!] : [node.Inputs[0]!, node.Inputs[1]!];

    private static Activation? Function(Rewriting rewriting, PlanNode node) => node.Implementation.Activation?.Invoke(rewriting.About(node));

    private static bool IsOperand(Plan plan, Value value) => plan.Element(value) == ElementType.Float && plan.Dims(value) is not null;
}
