using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Finds activations that a framework wrote out in small operators (GELU by erf or tanh, SiLU, hard swish, Mish, ...). Nodes that make one value of one
/// other value and of constants are one function of one number: it is computed at several hundred places, and where a kernel gives the same, that stands
/// for them. So it does not matter in which order the formula was written.
/// </summary>
internal static unsafe class FunctionFusion
{
    private const int MostNodes = 10;
    // Rounding alone makes writings of one formula differ by a few times 1e-7 of x; GELU's two forms differ by 5e-4.
    private const float Tolerance = 2e-6f;

    private static readonly (string Name, Activation Function)[] s_known =
    [
        ("Gelu", new(UnaryKind.Gelu)), ("GeluTanh", new(UnaryKind.GeluTanh)), ("Silu", new(UnaryKind.Silu, 1)), ("QuickGelu", new(UnaryKind.Silu, 1.702f)),
        ("HardSwish", new(UnaryKind.HardSwish, 1f / 6, 0.5f)), ("HardSigmoid", new(UnaryKind.HardSigmoid, 1f / 6, 0.5f)), ("Mish", new(UnaryKind.Mish)),
    ];

    private static readonly float[] s_places = Places();

    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        using var pool = new WorkerPool(1);
        foreach (var node in Enumerable.Reverse(plan.Nodes))
        {
            // A product or quotient is the last step of each of them.
            if (rewriting.IsGone(node) || node.Implementation.Role is not (Role.Multiplication or Role.Division)) continue;
            if (ElementGroup.Serves(rewriting, node)) Try(rewriting, node, pool);
        }
        rewriting.Apply();
    }

    private static void Try(Rewriting rewriting, PlanNode sink, WorkerPool pool)
    {
        var group = Cone(rewriting, sink);
        // The nearest value first; the whole of a formula is the largest that fits, and smaller parts of it are none of the known functions.
        foreach (var x in group.Members.SelectMany(group.Operands).Where(v => rewriting.IsFloats(v, group.Dims)).Distinct().ToList())
        {
            if (Between(rewriting, sink, x) is not { Members.Count: > 1 } part || Known(rewriting, part, x, pool) is not var (name, function)) continue;
            rewriting.Replace(part.Members, PlanNode.Fused(sink, Floats.Row(name, function), [x], sink.Outputs));
            return;
        }
    }

    // The sink and what leads to it, whoever else reads it.
    private static ElementGroup Cone(Rewriting rewriting, PlanNode sink)
    {
        var cone = new ElementGroup(rewriting, sink);
        for (var i = 0; i < cone.Members.Count && cone.Members.Count < MostNodes; i++)
        {
            foreach (var maker in cone.Operands(cone.Members[i]).Select(rewriting.Maker).OfType<PlanNode>())
            {
                if (cone.Members.Contains(maker) || !ElementGroup.Serves(rewriting, maker)) continue;
                if (rewriting.IsFloats(maker.Outputs[0], cone.Dims)) cone.Members.Add(maker);
            }
        }
        return cone;
    }

    // The nodes between a value and the sink, if all else that they read is a constant of one element and nobody else reads what they make.
    private static ElementGroup? Between(Rewriting rewriting, PlanNode sink, Value x)
    {
        var part = new ElementGroup(rewriting, sink);
        for (var i = 0; i < part.Members.Count; i++)
        {
            foreach (var operand in part.Operands(part.Members[i]))
            {
                if (operand == x || rewriting.Scalar(operand) is not null) continue;
                if (rewriting.Maker(operand) is not { } maker || part.Members.Count == MostNodes || !ElementGroup.Serves(rewriting, maker)) return null;
                if (!rewriting.IsFloats(operand, part.Dims)) return null;
                if (!part.Members.Contains(maker)) part.Members.Add(maker);
            }
        }
        return part.Members.TrueForAll(m => m == sink || rewriting.IsPrivate(m, part.Members)) ? part : null;
    }

    private static (string Name, Activation Function)? Known(Rewriting rewriting, ElementGroup part, Value x, WorkerPool pool)
    {
        var steps = part.Steps();
        long[] dims = [s_places.Length];
        if (!part.Inputs.Contains(x) || ElementProgram.Of(steps, dims, part.Inputs.ConvertAll(i => i == x ? dims : [1])) is not { } program) return null;
        var values = new float[s_places.Length];
        fixed (float* places = s_places, results = values, scratch = new float[program.ScratchBytes(1) / sizeof(float) + 1])
        {
            var inputs = stackalloc float*[ElementProgram.MostInputs];
            for (var i = 0; i < part.Inputs.Count; i++) inputs[i] = part.Inputs[i] == x ? places : rewriting.Plan.Constant(part.Inputs[i])!.Pointer<float>();
            program.Run(inputs, results, scratch, pool);
        }
        foreach (var known in s_known)
        {
            if (IsSame(values, known.Function)) return known;
        }
        return null;
    }

    private static bool IsSame(float[] values, Activation function)
    {
        var other = new float[values.Length];
        fixed (float* x = s_places, y = other) UnaryKernels.Of(function.Kind)(x, y, values.Length, function.Alpha, function.Beta);
        for (var i = 0; i < values.Length; i++)
        {
            var bound = Tolerance * (function.Kind == UnaryKind.HardSigmoid ? 1 : Math.Abs(s_places[i]));
            if (!(Math.Abs(values[i] - other[i]) <= bound)) return false;
        }
        return true;
    }

    // Close together where activations bend, and at all magnitudes beyond.
    private static float[] Places()
    {
        var places = new List<float>();
        for (var i = -160; i <= 160; i++) places.Add((i / 16f) + 0.01f);
        for (var e = -12; e <= 12; e++) places.AddRange([MathF.ScaleB(1.1f, e), -MathF.ScaleB(1.1f, e)]);
        return [.. places];
    }
}
