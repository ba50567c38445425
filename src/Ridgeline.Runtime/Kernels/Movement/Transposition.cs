using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ridgeline.Runtime.Kernels.Movement;

/// <summary>Transposes matrices of elements of 1, 2, 4 or 8 bytes, block by block, so that lines of both sides are used whole.</summary>
internal static unsafe class Transposition
{
    private const nint Block = 16;

    /// <summary>to[j * toStride + i] = from[i * fromStride + j] for floats, or any elements of four bytes.</summary>
    public static void Floats(float* from, nint fromStride, float* to, nint toStride, nint rows, nint columns)
    {
        if (rows == 3)
        {
            Three(from, fromStride, to, toStride, columns);
            return;
        }
        for (nint i0 = 0; i0 < rows; i0 += Block)
        {
            var i1 = Math.Min(rows, i0 + Block);
            for (nint j0 = 0; j0 < columns; j0 += Block) FloatBlock(from, fromStride, to, toStride, i0, i1, j0, Math.Min(columns, j0 + Block));
        }
    }

    /// <summary>The same for other sizes of elements.</summary>
    public static void Elements<T>(T* from, nint fromStride, T* to, nint toStride, nint rows, nint columns)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(float))
        {
            Floats((float*)from, fromStride, (float*)to, toStride, rows, columns);
            return;
        }
        for (nint i0 = 0; i0 < rows; i0 += Block)
        {
            for (nint j0 = 0; j0 < columns; j0 += Block)
            {
                for (var j = j0; j < Math.Min(columns, j0 + Block); j++)
                {
                    for (var i = i0; i < Math.Min(rows, i0 + Block); i++) to[(j * toStride) + i] = from[(i * fromStride) + j];
                }
            }
        }
    }

    // The colours of a picture: too few for blocks, so that a walk along the pixels is twice as fast.
    private static void Three(float* from, nint fromStride, float* to, nint toStride, nint columns)
    {
        float* second = from + fromStride, third = second + fromStride;
        for (nint j = 0; j < columns; j++, to += toStride)
        {
            to[0] = from[j];
            to[1] = second[j];
            to[2] = third[j];
        }
    }

    private static void FloatBlock(float* from, nint fromStride, float* to, nint toStride, nint i0, nint i1, nint j0, nint j1)
    {
        nint iEnd = i0, jEnd = j0;
        if (Sse.IsSupported)
        {
            iEnd = i0 + ((i1 - i0) & ~3);
            jEnd = j0 + ((j1 - j0) & ~3);
            for (var i = i0; i < iEnd; i += 4)
            {
                for (var j = j0; j < jEnd; j += 4) Four(from + (i * fromStride) + j, fromStride, to + (j * toStride) + i, toStride);
            }
        }
        for (var i = i0; i < i1; i++)
        {
            for (var j = i < iEnd ? jEnd : j0; j < j1; j++) to[(j * toStride) + i] = from[(i * fromStride) + j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* from, nint fromStride, float* to, nint toStride)
    {
        Vector128<float> a = Vector128.Load(from), b = Vector128.Load(from + fromStride), c = Vector128.Load(from + (2 * fromStride)), d = Vector128.Load(from + (3 * fromStride));
        Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(ab, cd).Store(to);
        Sse.MoveHighToLow(cd, ab).Store(to + toStride);
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + (2 * toStride));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(to + (3 * toStride));
    }
}
