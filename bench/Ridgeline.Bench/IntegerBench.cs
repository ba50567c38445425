using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Runtime.Kernels.Integer;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>Integer products on one thread against ONNX Runtime's MatMulInteger, unsigned by signed bytes.</summary>
internal static unsafe class IntegerBench
{
    public static void Run()
    {
        using var pool = new WorkerPool(1);
        foreach (var (m, k, n) in new[] { (128, 768, 768), (128, 768, 3072), (128, 3072, 768), (1, 768, 3072) })
        {
            var a = (byte*)Memory.Floats(m * k / 4, 1);
            var w = (byte*)Memory.Floats(k * n / 4, 2);
            int* c = (int*)Memory.Floats(m * n), d = (int*)Memory.Floats(m * n);
            using var packed = new PackedBytes(1, k, n, true);
            packed.Fill(0, w, n, 1);
            var b = new GraphBuilder("integer", 17);
            var x = b.Input("x", ElementType.UInt8, m, k);
            b.Output(b.Node("MatMulInteger", "y", [x, b.Constant("w", Tensor.Of(ElementType.Int8, new ReadOnlySpan<sbyte>(w, k * n), [k, n]))]));
            var ort = new OrtModel(b.Build(), 1, [((nint)a, [m, k])], [((nint)d, [m, n])], 2, 6);
            foreach (var kernel in IntegerKernels.All.Where(i => i.IsSupported))
            {
                var output = new IntegerOutput { Integers = c, Stride = n };
                var r = Interleaved.Compare(() => IntegerGemm.Run(a, k, m, packed, output, pool, kernel), ort.Run, 0.5);
                var operations = 2e-9 * m * k * n;
                var same = new ReadOnlySpan<int>(c, m * n).SequenceEqual(new(d, m * n));
                Console.WriteLine($"{m,3} {k,4} {n,4} {kernel.Name,-21} ours {operations / r.Ours,6:F0} best {operations / r.OursBest,6:F0} GOP/s   ort {operations / r.Theirs,6:F0} best {operations / r.TheirsBest,6:F0}   ratio {r.Ratio:F2}   {(same ? "same" : "DIFFERENT")}");
            }
        }
    }
}
