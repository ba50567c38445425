using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>
/// Float convolution over channels-last images as a product that never copies the image: a row of A is an output pixel, its values lie where the
/// filter's taps point. All sizes, strides, dilations, paddings and groups, one to three spatial dimensions.
/// </summary>
internal static unsafe class FloatConvolution
{
    private const long ChunkProducts = 3_000_000;
    private const int PointerTable = 4096;
    private const int DepthBlock = 1024;

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
        var plan = Plan(merged.Shape, filters[0].Layout);
        pool.Run(shape.Groups * plan.RowBlocks * plan.PanelBlocks, new Work(merged, filters, plan));
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

    private static Blocks Plan(in ConvolutionShape shape, in PanelLayout layout)
    {
        var taps = Math.Clamp(DepthBlock / Math.Max(1, shape.GroupChannels), 1, Math.Min(shape.Kernel.Count, PointerTable / GemmTile.MaxRows));
        var perRow = Math.Max(1, (long)layout.Depth * layout.Columns);
        var most = layout.Kernel.RowsOf(layout.VectorsOf(0)) * (PointerTable / (GemmTile.MaxRows * taps));
        var rows = (int)Math.Min(most, Math.Max(48, ChunkProducts / perRow));
        var rowBlocks = (shape.Rows + rows - 1) / rows;
        rows = (shape.Rows + rowBlocks - 1) / rowBlocks;
        var panelBlocks = (int)Math.Clamp(rows * perRow / (2 * ChunkProducts), 1, layout.Panels);
        return new(taps, rowBlocks, panelBlocks);
    }

    private readonly record struct Blocks(int Taps, int RowBlocks, int PanelBlocks);

    private readonly struct Work(ConvolutionCall call, PackedFilters filters, Blocks plan) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            var panelBlock = chunk % plan.PanelBlocks;
            var rowBlock = chunk / plan.PanelBlocks % plan.RowBlocks;
            var group = chunk / plan.PanelBlocks / plan.RowBlocks;
            var rows = (long)call.Shape.Rows;
            RunBlock(
                group, (int)(rows * rowBlock / plan.RowBlocks), (int)(rows * (rowBlock + 1) / plan.RowBlocks),
                filters[group].Layout.Panels * panelBlock / plan.PanelBlocks, filters[group].Layout.Panels * (panelBlock + 1) / plan.PanelBlocks);
        }

        private void RunBlock(int group, int firstRow, int lastRow, int firstPanel, int lastPanel)
        {
            var table = stackalloc float*[PointerTable];
            var shape = call.Shape;
            var layout = filters[group].Layout;
            var tileRows = layout.Kernel.RowsOf(layout.VectorsOf(0));
            var tiles = (lastRow - firstRow + tileRows - 1) / tileRows;
            var image = call.X + ((nint)group * shape.GroupChannels);
            var epilogue = ForGroup(group, shape.GroupFilters);
            var y = call.Y + ((nint)group * shape.GroupFilters);
            for (var tap = 0; tap < shape.Kernel.Count; tap += plan.Taps)
            {
                var taps = Math.Min(plan.Taps, shape.Kernel.Count - tap);
                for (int tile = 0, row = firstRow; tile < tiles; tile++)
                {
                    var rows = (lastRow - row + tiles - tile - 1) / (tiles - tile);
                    TapPointers.Write(shape, image, call.XStride, filters.Zeros, row, rows, tap, taps, table + (tile * taps * GemmTile.MaxRows));
                    row += rows;
                }
                for (var panel = firstPanel; panel < lastPanel; panel++)
                {
                    var width = layout.VectorsOf(panel) * layout.Kernel.Lanes;
                    var b = filters[group].Panels + layout.Offset(panel) + ((nint)tap * shape.GroupChannels * width);
                    var run = new PanelRun(layout, panel, b, taps, shape.GroupChannels, call.YStride, tap == 0, tap + taps == shape.Kernel.Count, epilogue);
                    var c = y + layout.FirstColumn(panel);
                    for (int tile = 0, row = firstRow; tile < tiles; tile++)
                    {
                        var rows = (lastRow - row + tiles - tile - 1) / (tiles - tile);
                        run.Tile(table + (tile * taps * GemmTile.MaxRows), c + (row * call.YStride), row, rows);
                        row += rows;
                    }
                }
            }
        }

        private Epilogue ForGroup(int group, int groupFilters)
        {
            var e = call.Epilogue;
            var first = (nint)group * groupFilters;
            return new(e.Bias is null ? null : e.Bias + first, e.Activation, e.Residual is null ? null : e.Residual + first, e.ResidualStride, e.ResidualScale);
        }
    }
}
