using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Runs one tile of a panel, whole or at the edge of the matrix, with what comes after the sum.</summary>
internal static unsafe class TileStore
{
    private const int Widest = GemmTile.MaxVectors * 16;

    /// <summary>Fills in where the sums start and what follows them, runs the tile and applies the activation.</summary>
    /// <param name="task">Its A, B and C are set; C points at the tile.</param>
    /// <param name="layout">The panels of B.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="row">The tile's first row.</param>
    /// <param name="rows">How many it has.</param>
    /// <param name="first">Whether the depth begins here; otherwise C holds the sums so far. A residual is added here, since it may be C itself.</param>
    /// <param name="last">Whether the depth ends here; otherwise nothing but the sum is stored.</param>
    /// <param name="epilogue">What follows the sum.</param>
    public static void Run(ref GemmTileTask task, in PanelLayout layout, int panel, nint row, int rows, bool first, bool last, in Epilogue epilogue)
    {
        var vectors = layout.VectorsOf(panel);
        var column = layout.FirstColumn(panel);
        var width = vectors * layout.Kernel.Lanes;
        var used = Math.Min(width, layout.Columns - column);
        var function = epilogue.Activation;
        task.Start = !first ? task.C : epilogue.Bias is null ? null : epilogue.Bias + column;
        task.StartStride = first ? 0 : task.CStride;
        task.Residual = first && epilogue.Residual is not null ? epilogue.Residual + (row * epilogue.ResidualStride) + column : null;
        task.ResidualStride = epilogue.ResidualStride;
        task.ResidualScale = epilogue.ResidualScale;
        task.Low = last ? function.Low : float.NegativeInfinity;
        task.High = last ? function.High : float.PositiveInfinity;
        var tile = layout.Kernel.Tile(rows, vectors);
        if (used == width) Call(tile, ref task);
        else RunEdge(tile, ref task, rows, used);
        if (!last || function.IsClamp) return;
        // The tile is in the first-level cache: going over it again costs little, and keeps long functions out of the tile's code.
        var code = UnaryKernels.Of(function.Kind);
        for (nint r = 0; r < rows; r++) code(task.C + (r * task.CStride), task.C + (r * task.CStride), used, function.Alpha, function.Beta);
    }

    private static void RunEdge(delegate*<GemmTileTask*, void> tile, ref GemmTileTask task, int rows, int used)
    {
        // The last vector of a row would write beyond it: compute beside the matrix and copy what belongs to it.
        var result = stackalloc float[GemmTile.MaxRows * Widest];
        var start = stackalloc float[GemmTile.MaxRows * Widest];
        var residual = stackalloc float[GemmTile.MaxRows * Widest];
        var whole = task;
        if (task.Start is not null) Borrow(ref task.Start, ref task.StartStride, start, task.StartStride == 0 ? 1 : rows, used);
        if (task.Residual is not null) Borrow(ref task.Residual, ref task.ResidualStride, residual, rows, used);
        task.C = result;
        task.CStride = Widest;
        Call(tile, ref task);
        for (nint r = 0; r < rows; r++) Buffer.MemoryCopy(result + (r * Widest), whole.C + (r * whole.CStride), used * sizeof(float), used * sizeof(float));
        task = whole;
    }

    private static void Borrow(ref float* matrix, ref nint stride, float* copy, int rows, int used)
    {
        for (nint r = 0; r < rows; r++) Buffer.MemoryCopy(matrix + (r * stride), copy + (r * Widest), used * sizeof(float), used * sizeof(float));
        matrix = copy;
        if (stride != 0) stride = Widest;
    }

    private static void Call(delegate*<GemmTileTask*, void> tile, ref GemmTileTask task)
    {
        fixed (GemmTileTask* pointer = &task) tile(pointer);
    }
}
