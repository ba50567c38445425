using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Runtime.Execution;
using Ridgeline.Runtime.Operators;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Runs, once and beforehand, the nodes whose inputs are all constants.</summary>
internal static class Folding
{
    // A tensor that a formula fills is cheaper to make again than to hold.
    private const long MostBytes = 16 << 20;

    /// <summary>Folds what can be folded and takes those nodes out. Quantised weights stay what they are if something may be made of them.</summary>
    public static void Run(Plan plan, InferenceResult known, bool keepsQuantized)
    {
        var kept = new List<PlanNode>(plan.Nodes.Count);
        using var pool = new WorkerPool(1);
        foreach (var node in plan.Nodes)
        {
            if (!node.Implementation.Random && (IsKnown(plan, node, known) || (!(keepsQuantized && IsQuantized(node)) && TryFold(plan, node, pool)))) continue;
            kept.Add(node);
        }
        plan.Nodes = kept;
    }

    /// <summary>Folds what became constant since.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keepsQuantized">Whether quantised weights stay what they are.</param>
    public static void Rest(Plan plan, bool keepsQuantized)
    {
        using var pool = new WorkerPool(1);
        plan.Nodes.RemoveAll(node => !node.Implementation.Random && !(keepsQuantized && IsQuantized(node)) && TryFold(plan, node, pool));
    }

    private static bool IsQuantized(PlanNode node) => node.Implementation.Role == Role.Dequantization;

    // What shape inference knows of contents, such as the shape of a tensor of known shape.
    private static bool IsKnown(Plan plan, PlanNode node, InferenceResult known)
    {
        var contents = node.Outputs.ConvertAll(o => o is null ? null : known.ContentsOf(o)?.ToTensor());
        for (var i = 0; i < contents.Count; i++)
        {
            if (node.Outputs[i] is { } output && (contents[i] is null || (output.Tensor is { } type && type.Element != contents[i]!.Element))) return false;
        }
        for (var i = 0; i < contents.Count; i++)
        {
            if (node.Outputs[i] is { } output) plan.SetConstant(output, TensorTransfer.ToRuntime(contents[i]!));
        }
        return true;
    }

    private static bool TryFold(Plan plan, PlanNode node, WorkerPool pool)
    {
        if (node.Node.Subgraphs.Any() || node.Inputs.Exists(i => i is not null && !plan.IsConstant(i))) return false;
        var (read, made) = (0L, 0L);
        foreach (var input in node.Inputs) read += plan.Constant(input)?.ByteCount ?? 0;
        foreach (var output in node.Outputs) made += plan.Dims(output) is { } dims ? RuntimeTensor.SizeOf(plan.Element(output)) * (Tensor.CountOf(dims) ?? 0) : 0;
        if (made > Math.Max(MostBytes, 2 * read)) return false;
        using var frame = new Frame(Alone(plan, node), pool, new(0));
        try
        {
            frame.Run();
        }
        catch (DiagnosticException)
        {
            // It fails when it is run, too, and then it is told.
            return false;
        }
        var results = node.Outputs.Select((o, i) => o is null ? null : frame.Values[node.Inputs.Count + i]).ToArray();
        for (var i = 0; i < results.Length; i++)
        {
            if (node.Outputs[i] is not null && results[i] is not RuntimeTensor) return false;
        }
        for (var i = 0; i < results.Length; i++)
        {
            if (node.Outputs[i] is { } output) plan.SetConstant(output, results[i] is RuntimeTensor { IsConstant: true } lasting ? lasting : (RuntimeTensor)results[i]!.Kept());
        }
        return true;
    }

    // A program of one node: its inputs' slots, then its outputs'.
    private static Program Alone(Plan plan, PlanNode node)
    {
        var (inputs, outputs) = (node.Inputs.Count, node.Outputs.Count);
        var constants = new List<(int, RuntimeValue)>();
        for (var i = 0; i < inputs; i++)
        {
            if (plan.Constant(node.Inputs[i]) is { } constant) constants.Add((i, constant));
        }
        var step = new Step
        {
            Node = node.Node,
            Opset = node.Opset,
            Implementation = node.Implementation,
            Inputs = [.. node.Inputs.Select((v, i) => v is null ? -1 : i)],
            Outputs = [.. node.Outputs.Select((v, i) => v is null ? -1 : inputs + i)],
            Captured = [],
            Run = node.Implementation.Run,
            Nested = new Dictionary<Graph, SubProgram>(),
        };
        return new()
        {
            Steps = [step],
            SlotCount = inputs + outputs,
            Inputs = [],
            Outputs = [],
            Constants = [.. constants],
            Planned = [],
            ArenaBytes = 0,
            ScratchBytes = 0,
        };
    }
}
