using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Runs the tiles of one panel, whole or at the edge of the matrix, with what comes after the sum.</summary>
/// <remarks>What all tiles of the panel share is worked out once: a tile of depth 16 takes 60 ns.</remarks>
internal unsafe ref struct PanelRun
{
    private const int Widest = GemmTile.MaxVectors * 16;

    private readonly delegate*<float*, float*, nint, float, float, void> _function;
    private readonly GemmKernel _kernel;
    private readonly Epilogue _epilogue;
    private readonly float* _residual;
    private readonly int _vectors;
    private readonly int _used;
    private readonly bool _edge;
    private readonly bool _first;
    private readonly nint _aheadStep;
    private readonly float* _aheadEnd;
    private float* _ahead;
    private GemmTileTask _task;

    /// <summary>Prepares a panel.</summary>
    /// <param name="layout">The panels of B.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="b">The first row of it to multiply with.</param>
    /// <param name="runs">Runs of the depth.</param>
    /// <param name="depth">Values of a run.</param>
    /// <param name="cStride">Floats from one row of the result to the next.</param>
    /// <param name="first">Whether the depth begins here; otherwise C holds the sums so far. A residual is added here, since it may be C itself.</param>
    /// <param name="last">Whether the depth ends here; otherwise nothing but the sum is stored.</param>
    /// <param name="epilogue">What follows the sum.</param>
    /// <param name="next">The part of B that will be wanted after this one, as large as this, or null.</param>
    public PanelRun(in PanelLayout layout, int panel, float* b, nint runs, nint depth, nint cStride, bool first, bool last, in Epilogue epilogue, float* next)
    {
        _kernel = layout.Kernel;
        _vectors = layout.VectorsOf(panel);
        var width = _vectors * layout.Kernel.Lanes;
        var column = layout.FirstColumn(panel);
        _used = Math.Min(width, layout.Columns - column);
        _edge = _used != width;
        _first = first;
        _epilogue = epilogue;
        var function = epilogue.Activation;
        _function = last && !function.IsClamp ? UnaryKernels.Of(function.Kind) : null;
        _residual = first && epilogue.Residual is not null ? epilogue.Residual + column : null;
        // A tile fetches a line for each value of the depth: as many tiles as the panel has vectors fetch all that is next.
        _aheadStep = next is null ? 0 : runs * depth * GemmTile.LineFloats;
        _ahead = next;
        _aheadEnd = next + (runs * depth * width);
        _task = new()
        {
            B = b, Ahead = b, BStride = width, Runs = runs, Depth = depth, CStride = cStride,
            Start = first && epilogue.Bias is not null ? epilogue.Bias + column : null, StartStride = first ? 0 : cStride,
            ResidualStride = epilogue.ResidualStride, ResidualScale = epilogue.ResidualScale,
            Low = last ? function.Low : float.NegativeInfinity, High = last ? function.High : float.PositiveInfinity,
        };
    }

    /// <summary>Runs one tile.</summary>
    /// <param name="pointers">The rows of A: <see cref="GemmTile.MaxRows"/> for each run.</param>
    /// <param name="c">The tile of C, at the panel's first column.</param>
    /// <param name="row">The tile's first row, for the residual.</param>
    /// <param name="rows">How many it has.</param>
    public void Tile(float** pointers, float* c, nint row, int rows)
    {
        _task.Rows = pointers;
        _task.C = c;
        if (_ahead < _aheadEnd)
        {
            _task.Ahead = _ahead;
            _ahead += _aheadStep;
        }
        else _task.Ahead = _task.B;
        if (!_first) _task.Start = c;
        if (_residual is not null) _task.Residual = _residual + (row * _task.ResidualStride);
        var tile = _kernel.Tile(rows, _vectors);
        if (_edge) Edge(tile, rows);
        else Call(tile, ref _task);
        if (_function is null) return;
        // The tile is in the first-level cache: going over it again costs little, and keeps long functions out of the tile's code.
        for (nint r = 0; r < rows; r++) _function(c + (r * _task.CStride), c + (r * _task.CStride), _used, _epilogue.Activation.Alpha, _epilogue.Activation.Beta);
    }

    // Not inlined: the stack it clears would be cleared for whole tiles too.
    // The last vector of a row would write beyond it: compute beside the matrix and copy what belongs to it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Edge(delegate*<GemmTileTask*, void> tile, int rows)
    {
        var result = stackalloc float[GemmTile.MaxRows * Widest];
        var start = stackalloc float[GemmTile.MaxRows * Widest];
        var residual = stackalloc float[GemmTile.MaxRows * Widest];
        var task = _task;
        if (task.Start is not null) Borrow(ref task.Start, ref task.StartStride, start, task.StartStride == 0 ? 1 : rows);
        if (task.Residual is not null) Borrow(ref task.Residual, ref task.ResidualStride, residual, rows);
        task.C = result;
        task.CStride = Widest;
        Call(tile, ref task);
        for (nint r = 0; r < rows; r++) Buffer.MemoryCopy(result + (r * Widest), _task.C + (r * _task.CStride), _used * sizeof(float), _used * sizeof(float));
    }

    private readonly void Borrow(ref float* matrix, ref nint stride, float* copy, int rows)
    {
        for (nint r = 0; r < rows; r++) Buffer.MemoryCopy(matrix + (r * stride), copy + (r * Widest), _used * sizeof(float), _used * sizeof(float));
        matrix = copy;
        if (stride != 0) stride = Widest;
    }

    private static void Call(delegate*<GemmTileTask*, void> tile, ref GemmTileTask task)
    {
        fixed (GemmTileTask* pointer = &task) tile(pointer);
    }
}
