using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Several functions of each element as one node.</summary>
internal static unsafe class FusedElements
{
    /// <summary>A row of its own for a program whose inputs are the node's.</summary>
    public static Implementation Row(ElementProgram program, long[] dims) =>
        new("Elements", FusedNode.Unprepared) { InPlace = true, Prepare = p => Prepare(p, program, dims) };

    private static Action<OperatorContext> Prepare(Preparation p, ElementProgram program, long[] dims)
    {
        var (count, scratch) = (p.InputCount, program.ScratchBytes(p.Options.Threads));
        p.Scratch(scratch);
        var given = new long[count][];
        for (var i = 0; i < count; i++) given[i] = p.Dims(i)!;
        return x =>
        {
            var inputs = stackalloc float*[ElementProgram.MostInputs];
            for (var i = 0; i < count; i++) inputs[i] = x.Input(i, given[i]).Pointer<float>();
            program.Run(inputs, x.Output(0, ElementType.Float, dims).Pointer<float>(), (float*)x.Scratch(scratch), x.Pool);
        };
    }
}
