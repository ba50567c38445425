namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that compute each output element from the elements at the same place: unary, binary with broadcasting, comparisons, logic.</summary>
internal static class Elementwise
{
    public static readonly Operator[] Rows =
    [
        new("Relu", [1, 6, 13, 14], SameAsInput) { Work = Comparing(), Traits = Traits.InPlace | Traits.SavesOutputs, Pthflops = x => 2 * x.OutCount() },
        new("Add", [1, 6, 7, 13, 14], Broadcast) { Work = Adding(), Evaluate = x => ContentsArithmetic.Combine(x, (a, b) => a + b, (a, b) => a + b) },
        new("Mul", [1, 6, 7, 13, 14], Broadcast)
        {
            Work = Multiplying(), Traits = Traits.SavesInputs,
            Evaluate = x => ContentsArithmetic.Combine(x, (a, b) => a * b, (a, b) => a * b),
        },
    ];

    /// <summary>One output of the first input's type and shape.</summary>
    public static void SameAsInput(InferenceContext x) => x.Output(0, x.Type(0));

    /// <summary>All inputs broadcast together; the output has the first input's element type.</summary>
    public static void Broadcast(InferenceContext x)
    {
        var shapes = Enumerable.Range(0, x.InputCount).Select(x.Shape).ToArray();
        x.Output(0, x.Element(0), Broadcasting.Broadcast(shapes));
    }

    /// <summary>So many additions an output element.</summary>
    public static Func<WorkContext, Work> Adding(int each = 1) => x => new() { Additions = new(each * x.OutCount()) };

    /// <summary>So many multiplications an output element.</summary>
    public static Func<WorkContext, Work> Multiplying(int each = 1) => x => new() { Multiplications = new(each * x.OutCount()) };

    /// <summary>So many comparisons an output element.</summary>
    public static Func<WorkContext, Work> Comparing(int each = 1) => x => new() { Comparisons = new(each * x.OutCount()) };
}
