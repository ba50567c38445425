using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Optimizer steps as operators. Inputs: learning rate, step number, then n tensors, their gradients, and what the optimizer remembers of each;
/// outputs: the new tensors and memories. Counts are per element, regularisation included; a handful of scalar operations a step is left out.
/// </summary>
internal static class TrainingSteps
{
    private const string Domain = Domains.Training;

    public static readonly Operator[] Rows =
    [
        // g = r x + G; h += g g; x -= R g / (sqrt h + epsilon).
        new("Adagrad", [1], x => Infer(x, memories: 1))
        {
            Domain = Domain,
            Work = x => Count(x, memories: 1, add: 4, mul: 3, div: 2), Traits = Traits.NoGradient,
        },
        // g = r x + G; v = a v + (1-a) g; h = b h + (1-b) g g; x = (x - R v / (sqrt h + epsilon)) (1 - post).
        new("Adam", [1], x => Infer(x, memories: 2)) { Domain = Domain, Work = x => Count(x, memories: 2, add: 5, mul: 8, div: 2), Traits = Traits.NoGradient },
        // g = r x + G; v = a v + b g; x -= R v, with Nesterov's look ahead x -= R (g + a v).
        new("Momentum", [1], x => Infer(x, memories: 1)) { Domain = Domain, Work = CountMomentum, Traits = Traits.NoGradient },
        new("Gradient", [1], InferGradient) { Domain = Domain, Traits = Traits.NoGradient },
    ];

    private static int Tensors(Node node, int memories) => Math.Max(0, node.Inputs.Count - 2) / (2 + memories);

    private static void Infer(InferenceContext x, int memories)
    {
        var n = Tensors(x.Node, memories);
        if ((x.InputCount - 2) % (2 + memories) != 0) throw new InferenceException("tensors, gradients and memories differ in number");
        for (var i = 0; i < x.OutputCount && n > 0; i++)
        {
            // The memories come after the gradients, which have no output.
            x.Output(i, x.Type(2 + (i < n ? i : i + n)));
        }
    }

    private static Work Count(WorkContext x, int memories, int add, int mul, int div)
    {
        Int128 elements = 0;
        for (var i = 0; i < Tensors(x.Node, memories); i++) elements += x.InCount(2 + i);
        return Times(elements, add: add, mul: mul, div: div);
    }

    private static Work CountMomentum(WorkContext x) =>
        x.Node.Text("mode", "standard") == "nesterov" ? Count(x, 1, add: 4, mul: 5, div: 0) : Count(x, 1, add: 3, mul: 4, div: 0);

    // One gradient for each tensor of xs, which are the first inputs. Its work is the backward pass of what lies between, which the node does not say.
    private static void InferGradient(InferenceContext x)
    {
        for (var i = 0; i < x.OutputCount; i++) x.Output(i, x.Type(i));
    }
}
