using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>
/// The register tile all float products run on: R rows of A times a panel of B that is V vectors wide, R * V sums kept in registers. R, V and the vector
/// are constants to the JIT, which drops what a smaller tile does not need.
/// </summary>
/// <remarks>
/// A row of A is a pointer, and the depth may fall into runs, each with rows of its own: that makes a convolution over channels-last images a
/// product without copying the image (a run is a filter tap). Each sum is added in the order of k whatever R and V are.
/// </remarks>
internal static unsafe class GemmTile
{
    /// <summary>The largest number of rows.</summary>
    public const int MaxRows = 8;

    /// <summary>The largest number of vectors in a row.</summary>
    public const int MaxVectors = 4;

    /// <summary>Floats of a cache line.</summary>
    public const int LineFloats = 16;

    /// <summary>Computes one tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TRows, TVectors>(GemmTileTask* task)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        var zero = TLanes.All(0);
        TVector c00 = zero, c01 = zero, c02 = zero, c03 = zero;
        TVector c10 = zero, c11 = zero, c12 = zero, c13 = zero;
        TVector c20 = zero, c21 = zero, c22 = zero, c23 = zero;
        TVector c30 = zero, c31 = zero, c32 = zero, c33 = zero;
        TVector c40 = zero, c41 = zero, c42 = zero, c43 = zero;
        TVector c50 = zero, c51 = zero, c52 = zero, c53 = zero;
        TVector c60 = zero, c61 = zero, c62 = zero, c63 = zero;
        TVector c70 = zero, c71 = zero, c72 = zero, c73 = zero;
        if (task->Start is not null)
        {
            c00 = TLanes.Load(task->Start);
            if (TVectors.Value > 1) c01 = TLanes.Load(task->Start + TLanes.Count);
            if (TVectors.Value > 2) c02 = TLanes.Load(task->Start + (2 * TLanes.Count));
            if (TVectors.Value > 3) c03 = TLanes.Load(task->Start + (3 * TLanes.Count));
            if (TRows.Value > 1) c10 = TLanes.Load(task->Start + task->StartStride);
            if (TRows.Value > 1 && TVectors.Value > 1) c11 = TLanes.Load(task->Start + task->StartStride + TLanes.Count);
            if (TRows.Value > 1 && TVectors.Value > 2) c12 = TLanes.Load(task->Start + task->StartStride + (2 * TLanes.Count));
            if (TRows.Value > 1 && TVectors.Value > 3) c13 = TLanes.Load(task->Start + task->StartStride + (3 * TLanes.Count));
            if (TRows.Value > 2) c20 = TLanes.Load(task->Start + (2 * task->StartStride));
            if (TRows.Value > 2 && TVectors.Value > 1) c21 = TLanes.Load(task->Start + (2 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 2 && TVectors.Value > 2) c22 = TLanes.Load(task->Start + (2 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 2 && TVectors.Value > 3) c23 = TLanes.Load(task->Start + (2 * task->StartStride) + (3 * TLanes.Count));
            if (TRows.Value > 3) c30 = TLanes.Load(task->Start + (3 * task->StartStride));
            if (TRows.Value > 3 && TVectors.Value > 1) c31 = TLanes.Load(task->Start + (3 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 3 && TVectors.Value > 2) c32 = TLanes.Load(task->Start + (3 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 3 && TVectors.Value > 3) c33 = TLanes.Load(task->Start + (3 * task->StartStride) + (3 * TLanes.Count));
            if (TRows.Value > 4) c40 = TLanes.Load(task->Start + (4 * task->StartStride));
            if (TRows.Value > 4 && TVectors.Value > 1) c41 = TLanes.Load(task->Start + (4 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 4 && TVectors.Value > 2) c42 = TLanes.Load(task->Start + (4 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 4 && TVectors.Value > 3) c43 = TLanes.Load(task->Start + (4 * task->StartStride) + (3 * TLanes.Count));
            if (TRows.Value > 5) c50 = TLanes.Load(task->Start + (5 * task->StartStride));
            if (TRows.Value > 5 && TVectors.Value > 1) c51 = TLanes.Load(task->Start + (5 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 5 && TVectors.Value > 2) c52 = TLanes.Load(task->Start + (5 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 5 && TVectors.Value > 3) c53 = TLanes.Load(task->Start + (5 * task->StartStride) + (3 * TLanes.Count));
            if (TRows.Value > 6) c60 = TLanes.Load(task->Start + (6 * task->StartStride));
            if (TRows.Value > 6 && TVectors.Value > 1) c61 = TLanes.Load(task->Start + (6 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 6 && TVectors.Value > 2) c62 = TLanes.Load(task->Start + (6 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 6 && TVectors.Value > 3) c63 = TLanes.Load(task->Start + (6 * task->StartStride) + (3 * TLanes.Count));
            if (TRows.Value > 7) c70 = TLanes.Load(task->Start + (7 * task->StartStride));
            if (TRows.Value > 7 && TVectors.Value > 1) c71 = TLanes.Load(task->Start + (7 * task->StartStride) + TLanes.Count);
            if (TRows.Value > 7 && TVectors.Value > 2) c72 = TLanes.Load(task->Start + (7 * task->StartStride) + (2 * TLanes.Count));
            if (TRows.Value > 7 && TVectors.Value > 3) c73 = TLanes.Load(task->Start + (7 * task->StartStride) + (3 * TLanes.Count));
        }
        Expect<TLanes, TVector, TRows, TVectors>(task);
        var b = task->B;
        var ahead = task->Ahead;
        var stride = task->BStride;
        var rows = task->Rows;
        for (nint run = task->Runs; run > 0; run--, rows += MaxRows)
        {
            float* a0 = rows[0], a1 = rows[1], a2 = rows[2], a3 = rows[3], a4 = rows[4], a5 = rows[5], a6 = rows[6], a7 = rows[7];
            var depth = task->Depth;
            for (nint k = 0; k < depth; k++, b += stride, ahead += LineFloats)
            {
                Prefetch.Far(ahead);
                var b0 = TLanes.Load(b);
                var b1 = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : zero;
                var b2 = TVectors.Value > 2 ? TLanes.Load(b + (2 * TLanes.Count)) : zero;
                var b3 = TVectors.Value > 3 ? TLanes.Load(b + (3 * TLanes.Count)) : zero;
                var a = TLanes.All(a0[k]);
                c00 = TLanes.MultiplyAdd(a, b0, c00);
                if (TVectors.Value > 1) c01 = TLanes.MultiplyAdd(a, b1, c01);
                if (TVectors.Value > 2) c02 = TLanes.MultiplyAdd(a, b2, c02);
                if (TVectors.Value > 3) c03 = TLanes.MultiplyAdd(a, b3, c03);
                if (TRows.Value > 1)
                {
                    a = TLanes.All(a1[k]);
                    c10 = TLanes.MultiplyAdd(a, b0, c10);
                    if (TVectors.Value > 1) c11 = TLanes.MultiplyAdd(a, b1, c11);
                    if (TVectors.Value > 2) c12 = TLanes.MultiplyAdd(a, b2, c12);
                    if (TVectors.Value > 3) c13 = TLanes.MultiplyAdd(a, b3, c13);
                }
                if (TRows.Value > 2)
                {
                    a = TLanes.All(a2[k]);
                    c20 = TLanes.MultiplyAdd(a, b0, c20);
                    if (TVectors.Value > 1) c21 = TLanes.MultiplyAdd(a, b1, c21);
                    if (TVectors.Value > 2) c22 = TLanes.MultiplyAdd(a, b2, c22);
                    if (TVectors.Value > 3) c23 = TLanes.MultiplyAdd(a, b3, c23);
                }
                if (TRows.Value > 3)
                {
                    a = TLanes.All(a3[k]);
                    c30 = TLanes.MultiplyAdd(a, b0, c30);
                    if (TVectors.Value > 1) c31 = TLanes.MultiplyAdd(a, b1, c31);
                    if (TVectors.Value > 2) c32 = TLanes.MultiplyAdd(a, b2, c32);
                    if (TVectors.Value > 3) c33 = TLanes.MultiplyAdd(a, b3, c33);
                }
                if (TRows.Value > 4)
                {
                    a = TLanes.All(a4[k]);
                    c40 = TLanes.MultiplyAdd(a, b0, c40);
                    if (TVectors.Value > 1) c41 = TLanes.MultiplyAdd(a, b1, c41);
                    if (TVectors.Value > 2) c42 = TLanes.MultiplyAdd(a, b2, c42);
                    if (TVectors.Value > 3) c43 = TLanes.MultiplyAdd(a, b3, c43);
                }
                if (TRows.Value > 5)
                {
                    a = TLanes.All(a5[k]);
                    c50 = TLanes.MultiplyAdd(a, b0, c50);
                    if (TVectors.Value > 1) c51 = TLanes.MultiplyAdd(a, b1, c51);
                    if (TVectors.Value > 2) c52 = TLanes.MultiplyAdd(a, b2, c52);
                    if (TVectors.Value > 3) c53 = TLanes.MultiplyAdd(a, b3, c53);
                }
                if (TRows.Value > 6)
                {
                    a = TLanes.All(a6[k]);
                    c60 = TLanes.MultiplyAdd(a, b0, c60);
                    if (TVectors.Value > 1) c61 = TLanes.MultiplyAdd(a, b1, c61);
                    if (TVectors.Value > 2) c62 = TLanes.MultiplyAdd(a, b2, c62);
                    if (TVectors.Value > 3) c63 = TLanes.MultiplyAdd(a, b3, c63);
                }
                if (TRows.Value > 7)
                {
                    a = TLanes.All(a7[k]);
                    c70 = TLanes.MultiplyAdd(a, b0, c70);
                    if (TVectors.Value > 1) c71 = TLanes.MultiplyAdd(a, b1, c71);
                    if (TVectors.Value > 2) c72 = TLanes.MultiplyAdd(a, b2, c72);
                    if (TVectors.Value > 3) c73 = TLanes.MultiplyAdd(a, b3, c73);
                }
            }
        }
        Finish<TLanes, TVector, TVectors>(task, 0, c00, c01, c02, c03);
        if (TRows.Value > 1) Finish<TLanes, TVector, TVectors>(task, 1, c10, c11, c12, c13);
        if (TRows.Value > 2) Finish<TLanes, TVector, TVectors>(task, 2, c20, c21, c22, c23);
        if (TRows.Value > 3) Finish<TLanes, TVector, TVectors>(task, 3, c30, c31, c32, c33);
        if (TRows.Value > 4) Finish<TLanes, TVector, TVectors>(task, 4, c40, c41, c42, c43);
        if (TRows.Value > 5) Finish<TLanes, TVector, TVectors>(task, 5, c50, c51, c52, c53);
        if (TRows.Value > 6) Finish<TLanes, TVector, TVectors>(task, 6, c60, c61, c62, c63);
        if (TRows.Value > 7) Finish<TLanes, TVector, TVectors>(task, 7, c70, c71, c72, c73);
    }

    // A shallow tile is over before what it adds and where it stores have come from the third-level cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expect<TLanes, TVector, TRows, TVectors>(GemmTileTask* task)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TVectors : struct, IConstant
    {
        var lines = (TVectors.Value * TLanes.Count + LineFloats - 1) / LineFloats;
        float* c = task->C, residual = task->Residual;
        for (nint row = 0; row < TRows.Value; row++, c += task->CStride)
        {
            for (nint line = 0; line < lines; line++) Prefetch.Near(c + (line * LineFloats));
        }
        if (residual is null || residual == task->C) return;
        for (nint row = 0; row < TRows.Value; row++, residual += task->ResidualStride)
        {
            for (nint line = 0; line < lines; line++) Prefetch.Near(residual + (line * LineFloats));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TLanes, TVector, TVectors>(GemmTileTask* task, nint row, TVector c0, TVector c1, TVector c2, TVector c3)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TVectors : struct, IConstant
    {
        TVector low = TLanes.All(task->Low), high = TLanes.All(task->High);
        if (task->Residual is not null)
        {
            var from = task->Residual + (row * task->ResidualStride);
            var scale = TLanes.All(task->ResidualScale);
            c0 = TLanes.MultiplyAdd(TLanes.Load(from), scale, c0);
            if (TVectors.Value > 1) c1 = TLanes.MultiplyAdd(TLanes.Load(from + TLanes.Count), scale, c1);
            if (TVectors.Value > 2) c2 = TLanes.MultiplyAdd(TLanes.Load(from + (2 * TLanes.Count)), scale, c2);
            if (TVectors.Value > 3) c3 = TLanes.MultiplyAdd(TLanes.Load(from + (3 * TLanes.Count)), scale, c3);
        }
        var to = task->C + (row * task->CStride);
        TLanes.Store(to, TLanes.Clamp(c0, low, high));
        if (TVectors.Value > 1) TLanes.Store(to + TLanes.Count, TLanes.Clamp(c1, low, high));
        if (TVectors.Value > 2) TLanes.Store(to + (2 * TLanes.Count), TLanes.Clamp(c2, low, high));
        if (TVectors.Value > 3) TLanes.Store(to + (3 * TLanes.Count), TLanes.Clamp(c3, low, high));
    }
}
