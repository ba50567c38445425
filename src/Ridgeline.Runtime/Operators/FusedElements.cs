using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Several functions of each element as one node.</summary>
internal static unsafe class FusedElements
{
    /// <summary>A row of its own for a program whose inputs are the node's.</summary>
    /// <param name="program">The program.</param>
    /// <param name="dims">The dimensions of its result.</param>
    /// <param name="element">The type of its result: float or bytes.</param>
    /// <param name="inPlace">Whether all its operands are floats, so that one as large as the result has its place.</param>
    public static Implementation Row(ElementProgram program, long[] dims, ElementType element, bool inPlace) =>
        new("Elements", FusedNode.Unprepared) { InPlace = inPlace, Prepare = p => Prepare(p, program, dims, element) };

    private static Action<OperatorContext> Prepare(Preparation p, ElementProgram program, long[] dims, ElementType element)
    {
        var (count, scratch) = (p.InputCount, program.ScratchBytes(p.Options.Threads));
        p.Scratch(scratch);
        var given = new long[count][];
        for (var i = 0; i < count; i++) given[i] = p.Dims(i)!;
        return x =>
        {
            var inputs = stackalloc float*[ElementProgram.MostInputs];
            for (var i = 0; i < count; i++) inputs[i] = (float*)x.Input(i, given[i]).Data;
            program.Run(inputs, (float*)x.Output(0, element, dims).Data, (float*)x.Scratch(scratch), x.Pool);
        };
    }
}
