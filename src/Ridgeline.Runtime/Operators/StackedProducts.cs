using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>Float products of stacks of matrices that are made while the network runs: the right one is packed each time.</summary>
internal static unsafe class StackedProducts
{
    /// <summary>y[s] = a[s] b[s], stacks broadcast.</summary>
    public static void Run(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        var (m, k, n) = (a.Dims[^2], a.Dims[^1], b.Dims[^1]);
        if (b.Dims[^2] != k) throw new OperatorException($"the inner dimensions {k} and {b.Dims[^2]} differ");
        Span<long> dims = stackalloc long[Math.Max(a.Rank, b.Rank)];
        BroadcastDims.Of(a.Dims.AsSpan(..^2), b.Dims.AsSpan(..^2), dims[..^2]);
        (dims[^2], dims[^1]) = (m, n);
        var y = x.Output(0, ElementType.Float, dims);
        if (y.Count == 0) return;
        var layout = new PanelLayout(GemmKernels.Best, (int)n, (int)k);
        var each = (layout.Floats + 15) / 16 * 16;
        var count = y.Count / (m * n);
        var scratch = (float*)x.Scratch(each * sizeof(float) * Math.Min(count, x.Pool.Threads));
        if (count == 1)
        {
            PanelPacking.PackAll(layout, scratch, b.Pointer<float>(), (nint)n, 1);
            FloatGemm.Run(new(a.Pointer<float>(), (nint)k, (int)m, layout, scratch, y.Pointer<float>(), (nint)n, default), x.Pool);
            return;
        }
        var work = new Items(a, b, y, layout, scratch, each);
        x.Pool.Run((int)count, work);
    }

    private readonly struct Items(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y, PanelLayout layout, float* scratch, long each) : IChunkedWork
    {
        private readonly float* _scratch = scratch;

        public void Run(int chunk, int worker)
        {
            var (m, k, n) = ((int)a.Dims[^2], (nint)a.Dims[^1], (nint)b.Dims[^1]);
            var panels = _scratch + (worker * each);
            PanelPacking.PackAll(layout, panels, b.Pointer<float>() + (Place(b, chunk) * k * n), n, 1);
            var call = new GemmCall(a.Pointer<float>() + (Place(a, chunk) * m * k), k, m, layout, panels, y.Pointer<float>() + (chunk * m * n), n, default);
            for (var panel = 0; panel < layout.Panels; panel++) call.RunPanel(panel, 0, m);
        }

        // Which matrix of an operand's stack belongs to one of the result's.
        private nint Place(RuntimeTensor operand, long item)
        {
            var (place, stride) = (0L, 1L);
            for (var d = 3; d <= y.Rank; d++)
            {
                var at = item % y.Dims[^d];
                item /= y.Dims[^d];
                if (d > operand.Rank) continue;
                if (operand.Dims[^d] > 1) place += at * stride;
                stride *= operand.Dims[^d];
            }
            return (nint)place;
        }
    }
}
