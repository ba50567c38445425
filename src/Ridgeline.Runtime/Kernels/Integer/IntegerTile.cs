using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>The register tile of integer products: up to six rows by two vectors of columns, looped over a panel of sixteen columns.</summary>
internal static unsafe class IntegerTile<TLanes, TSums, TQuad, TColumns>
    where TLanes : struct, IDotLanes<TSums, TQuad, TColumns>
    where TSums : struct
    where TQuad : struct
    where TColumns : struct
{
    /// <summary>Computes one tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows>(IntegerTileTask* task)
        where TRows : struct, IConstant
    {
        for (var column = 0; column < IntegerKernel.PanelColumns; column += 2 * TLanes.Count) Columns<TRows>(task, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<TRows>(IntegerTileTask* task, int column)
        where TRows : struct, IConstant
    {
        TSums c00 = default, c01 = default;
        TSums c10 = default, c11 = default;
        TSums c20 = default, c21 = default;
        TSums c30 = default, c31 = default;
        TSums c40 = default, c41 = default;
        TSums c50 = default, c51 = default;
        var b = task->B + (column * 4);
        var flip = task->Flip;
        var rows = task->Rows;
        var whole = task->Depth & ~3;
        for (nint run = task->Runs; run > 0; run--, rows += IntegerKernel.MaxRows)
        {
            byte* a0 = rows[0], a1 = rows[1], a2 = rows[2], a3 = rows[3], a4 = rows[4], a5 = rows[5];
            for (nint k = 0; k < whole; k += 4, b += 4 * IntegerKernel.PanelColumns)
            {
                TColumns b0 = TLanes.Load(b), b1 = TLanes.Load(b + (4 * TLanes.Count));
                var quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a0 + k) ^ flip);
                c00 = TLanes.DotAdd(c00, quad, b0);
                c01 = TLanes.DotAdd(c01, quad, b1);
                if (TRows.Value > 1)
                {
                    quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a1 + k) ^ flip);
                    c10 = TLanes.DotAdd(c10, quad, b0);
                    c11 = TLanes.DotAdd(c11, quad, b1);
                }
                if (TRows.Value > 2)
                {
                    quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a2 + k) ^ flip);
                    c20 = TLanes.DotAdd(c20, quad, b0);
                    c21 = TLanes.DotAdd(c21, quad, b1);
                }
                if (TRows.Value > 3)
                {
                    quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a3 + k) ^ flip);
                    c30 = TLanes.DotAdd(c30, quad, b0);
                    c31 = TLanes.DotAdd(c31, quad, b1);
                }
                if (TRows.Value > 4)
                {
                    quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a4 + k) ^ flip);
                    c40 = TLanes.DotAdd(c40, quad, b0);
                    c41 = TLanes.DotAdd(c41, quad, b1);
                }
                if (TRows.Value > 5)
                {
                    quad = TLanes.Quad(Unsafe.ReadUnaligned<uint>(a5 + k) ^ flip);
                    c50 = TLanes.DotAdd(c50, quad, b0);
                    c51 = TLanes.DotAdd(c51, quad, b1);
                }
            }
            if (whole == task->Depth) continue;
            // The last bytes of a run: B is zero beyond them, and A must not be read there.
            TColumns b2 = TLanes.Load(b), b3 = TLanes.Load(b + (4 * TLanes.Count));
            b += 4 * IntegerKernel.PanelColumns;
            var last = Last(rows[0], whole, task->Depth, flip);
            c00 = TLanes.DotAdd(c00, last, b2);
            c01 = TLanes.DotAdd(c01, last, b3);
            if (TRows.Value > 1)
            {
                last = Last(rows[1], whole, task->Depth, flip);
                c10 = TLanes.DotAdd(c10, last, b2);
                c11 = TLanes.DotAdd(c11, last, b3);
            }
            if (TRows.Value > 2)
            {
                last = Last(rows[2], whole, task->Depth, flip);
                c20 = TLanes.DotAdd(c20, last, b2);
                c21 = TLanes.DotAdd(c21, last, b3);
            }
            if (TRows.Value > 3)
            {
                last = Last(rows[3], whole, task->Depth, flip);
                c30 = TLanes.DotAdd(c30, last, b2);
                c31 = TLanes.DotAdd(c31, last, b3);
            }
            if (TRows.Value > 4)
            {
                last = Last(rows[4], whole, task->Depth, flip);
                c40 = TLanes.DotAdd(c40, last, b2);
                c41 = TLanes.DotAdd(c41, last, b3);
            }
            if (TRows.Value > 5)
            {
                last = Last(rows[5], whole, task->Depth, flip);
                c50 = TLanes.DotAdd(c50, last, b2);
                c51 = TLanes.DotAdd(c51, last, b3);
            }
        }
        var to = task->Sums + column;
        Store(to + (0 * IntegerKernel.PanelColumns), c00, c01);
        if (TRows.Value > 1) Store(to + (1 * IntegerKernel.PanelColumns), c10, c11);
        if (TRows.Value > 2) Store(to + (2 * IntegerKernel.PanelColumns), c20, c21);
        if (TRows.Value > 3) Store(to + (3 * IntegerKernel.PanelColumns), c30, c31);
        if (TRows.Value > 4) Store(to + (4 * IntegerKernel.PanelColumns), c40, c41);
        if (TRows.Value > 5) Store(to + (5 * IntegerKernel.PanelColumns), c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TQuad Last(byte* row, nint whole, nint depth, uint flip)
    {
        uint bytes = 0;
        for (var k = whole; k < depth; k++) bytes |= (uint)row[k] << (int)(8 * (k - whole));
        return TLanes.Quad(bytes ^ flip);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int* to, TSums c0, TSums c1)
    {
        TLanes.Store(to, c0);
        TLanes.Store(to + TLanes.Count, c1);
    }
}
