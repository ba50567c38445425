using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>Products of BERT's, GPT-2's and other shapes with constant weights against ONNX Runtime's MatMul.</summary>
internal static unsafe class GemmBench
{
    private static readonly (int M, int K, int N)[] s_shapes =
        [(128, 768, 768), (128, 768, 3072), (128, 3072, 768), (1, 768, 2304), (1, 768, 3072), (1, 3072, 768), (1, 768, 50257), (1, 4096, 4096), (1, 128, 512), (16, 768, 768), (49, 512, 2048), (512, 768, 768)];

    public static void Run(string[] args)
    {
        var kernels = GemmKernels.All.Where(k => k.IsSupported && (args.Length == 0 || args.Contains(k.Name))).ToList();
        foreach (var threads in new[] { 1, 2 })
        {
            using var pool = new WorkerPool(threads);
            foreach (var (m, k, n) in s_shapes)
            {
                float* a = Memory.Floats(m * k), w = Memory.Floats((long)k * n, 2), c = Memory.Floats(m * n), d = Memory.Floats(m * n);
                var builder = new GraphBuilder("gemm", 17);
                var x = builder.Input("x", ElementType.Float, m, k);
                var weights = builder.Constant("w", Tensor.OfFloat(new ReadOnlySpan<float>(w, k * n), k, n));
                builder.Output(builder.Node("MatMul", "y", [x, weights]));
                var ort = new OrtModel(builder.Build(), threads, [((nint)a, [m, k])], [((nint)d, [m, n])]);
                foreach (var kernel in kernels)
                {
                    using var packed = PackedMatrix.Of(w, k, n, n, 1, kernel);
                    var call = GemmCall.Of(a, k, m, packed, c, n);
                    var r = Interleaved.Compare(() => FloatGemm.Run(call, pool), ort.Run, pause: threads > 1 ? 4 : 0);
                    var flops = 2e-9 * m * k * n;
                    Console.WriteLine($"t{threads} {m,4} {k,5} {n,6} {kernel.Name,-14} ours {flops / r.Ours,7:F1} best {flops / r.OursBest,7:F1} GF/s   ort {flops / r.Theirs,7:F1} best {flops / r.TheirsBest,7:F1}   ratio {r.Ratio:F2}   diff {Memory.LargestDifference(c, d, (long)m * n):E1}");
                }
            }
        }
    }
}
