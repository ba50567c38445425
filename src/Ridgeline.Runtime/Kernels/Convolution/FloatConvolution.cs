using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>
/// Float convolution over channels-last images as a product that never copies the image: a row of A is an output pixel, its values lie where the
/// filter's taps point. All sizes, strides, dilations, paddings and groups, one to three spatial dimensions.
/// </summary>
internal static unsafe class FloatConvolution
{
    private const int PointerTable = 4096;

    /// <summary>Scratch that <see cref="Run"/> needs: 0 for most, room for a padded copy of an image with few channels.</summary>
    public static long ScratchBytes(in ConvolutionShape shape) => PaddedCopy.Pays(shape) ? PaddedCopy.Bytes(shape) : 0;

    /// <summary>Computes; allocates nothing.</summary>
    /// <param name="call">What.</param>
    /// <param name="filters">The packed filters.</param>
    /// <param name="pool">Who.</param>
    /// <param name="scratch">As much as <see cref="ScratchBytes"/> says.</param>
    public static void Run(in ConvolutionCall call, PackedFilters filters, WorkerPool pool, byte* scratch)
    {
        var shape = call.Shape;
        if (shape.Rows == 0 || shape.Filters == 0) return;
        if (shape.IsPointwise)
        {
            FloatGemm.Run(GemmCall.Of(call.X, call.XStride, shape.Rows, filters[0], call.Y, call.YStride, call.Epilogue), pool);
            return;
        }
        var merged = Merge(PaddedCopy.Pays(shape) ? PaddedCopy.Make(call, (float*)scratch, pool) : call);
        var plan = Plan(merged.Shape, filters[0].Layout, pool.Threads);
        pool.Run(shape.Groups * plan.Shares.Chunks, new Work(merged, filters, plan, pool.Threads));
    }

    // Taps of a row whose pixels lie side by side are one long tap: an image of three channels has runs of 21 values instead of 3.
    private static ConvolutionCall Merge(in ConvolutionCall call)
    {
        var s = call.Shape;
        var whole = s.Pad.Width == 0 && ((s.Output.Width - 1) * s.Stride.Width) + s.Kernel.Width <= s.Input.Width;
        if (!whole || s.Groups != 1 || s.Kernel.Width == 1 || s.Dilation.Width != 1 || call.XStride != s.Channels) return call;
        // The pixels keep their places; only a tap's length and the number of taps change.
        var shape = s with { Channels = s.Channels * s.Kernel.Width, Kernel = s.Kernel with { Width = 1 } };
        return new(shape, call.X, call.XStride, call.Y, call.YStride, call.Epilogue);
    }

    private static Blocks Plan(in ConvolutionShape shape, in PanelLayout layout, int threads)
    {
        var most = Math.Clamp(GemmCall.DepthBlock / Math.Max(1, shape.GroupChannels), 1, Math.Min(shape.Kernel.Count, PointerTable / GemmTile.MaxRows));
        // Nine taps as five and four rather than eight and one: each part of the depth reads and writes the sums once.
        var parts = (shape.Kernel.Count + most - 1) / most;
        var taps = (shape.Kernel.Count + parts - 1) / parts;
        var rows = layout.Kernel.RowsOf(layout.VectorsOf(0)) * (PointerTable / (GemmTile.MaxRows * taps));
        var rowFloats = (long)shape.GroupChannels * shape.Stride.Height * shape.Stride.Width;
        return new(taps, ProductShares.Of(layout, shape.Rows, rowFloats, rows, threads));
    }

    private readonly record struct Blocks(int Taps, ProductShares Shares);

    private readonly struct Work(ConvolutionCall call, PackedFilters filters, Blocks plan, int threads) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            var (group, share) = (chunk / plan.Shares.Chunks, chunk % plan.Shares.Chunks);
            RunBlock(group, plan.Shares.Rows(share, call.Shape.Rows), plan.Shares.Panels(share, filters[group].Layout), Start(chunk + threads));
        }

        // Where the filters of a chunk begin, or null.
        private float* Start(int chunk)
        {
            var group = chunk / plan.Shares.Chunks;
            if (group >= call.Shape.Groups) return null;
            var layout = filters[group].Layout;
            return filters[group].Panels + layout.Offset(plan.Shares.Panels(chunk % plan.Shares.Chunks, layout).First);
        }

        [SkipLocalsInit]
        private void RunBlock(int group, (int First, int Last) rows, (int First, int Last) panels, float* next)
        {
            var table = stackalloc float*[PointerTable];
            var shape = call.Shape;
            var layout = filters[group].Layout;
            var tileRows = layout.Kernel.RowsOf(layout.VectorsOf(0));
            var tiles = (rows.Last - rows.First + tileRows - 1) / tileRows;
            var image = call.X + ((nint)group * shape.GroupChannels);
            var epilogue = ForGroup(group, shape.GroupFilters);
            var y = call.Y + ((nint)group * shape.GroupFilters);
            for (var tap = 0; tap < shape.Kernel.Count; tap += plan.Taps)
            {
                var taps = Math.Min(plan.Taps, shape.Kernel.Count - tap);
                for (int tile = 0, row = rows.First; tile < tiles; tile++)
                {
                    var count = (rows.Last - row + tiles - tile - 1) / (tiles - tile);
                    TapPointers.Write(shape, image, call.XStride, filters.Zeros, row, count, tap, taps, table + (tile * taps * GemmTile.MaxRows));
                    row += count;
                }
                for (var panel = panels.First; panel < panels.Last; panel++)
                {
                    var b = Filters(group, panel, tap);
                    var ahead = panel + 1 < panels.Last ? Filters(group, panel + 1, tap) : tap + taps < shape.Kernel.Count ? Filters(group, panels.First, tap + taps) : next;
                    var run = new PanelRun(layout, panel, b, taps, shape.GroupChannels, call.YStride, tap == 0, tap + taps == shape.Kernel.Count, epilogue, ahead);
                    var c = y + layout.FirstColumn(panel);
                    for (int tile = 0, row = rows.First; tile < tiles; tile++)
                    {
                        var count = (rows.Last - row + tiles - tile - 1) / (tiles - tile);
                        run.Tile(table + (tile * taps * GemmTile.MaxRows), c + (row * call.YStride), row, count);
                        row += count;
                    }
                }
            }
        }

        private float* Filters(int group, int panel, int tap)
        {
            var layout = filters[group].Layout;
            return filters[group].Panels + layout.Offset(panel) + ((nint)tap * call.Shape.GroupChannels * layout.VectorsOf(panel) * layout.Kernel.Lanes);
        }

        private Epilogue ForGroup(int group, int groupFilters)
        {
            var e = call.Epilogue;
            var first = (nint)group * groupFilters;
            return new(e.Bias is null ? null : e.Bias + first, e.Activation, e.Residual is null ? null : e.Residual + first, e.ResidualStride, e.ResidualScale);
        }
    }
}
