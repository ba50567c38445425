using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Functions of two numbers over tensors that broadcast, against an index loop.</summary>
public sealed unsafe class BinaryTests
{
    public static TheoryData<int> Widths => [.. VectorWidth.Usable];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Any_broadcast(int width)
    {
        var random = new Random(5);
        using var pool = new WorkerPool(2);
        foreach (var kind in Enum.GetValues<BinaryKind>())
        {
            for (var trial = 0; trial < 60; trial++)
            {
                var dims = Enumerable.Range(0, random.Next(0, 5)).Select(_ => (nint)random.Next(1, 20)).ToArray();
                if (trial == 59) dims = [3, 40_000];
                bool[] aHas = [.. dims.Select(_ => trial == 0 || random.Next(3) > 0)], bHas = [.. dims.Select((_, i) => trial == 0 || !aHas[i] || random.Next(3) > 0)];
                Check(kind, dims, Strides(dims, aHas), Strides(dims, bHas), width, pool);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NaN_wins_over_numbers(int width)
    {
        using var pool = new WorkerPool(1);
        foreach (var kind in (BinaryKind[])[BinaryKind.Smaller, BinaryKind.Larger])
        {
            using Numbers a = new(33, 1), b = new(33, 2), y = new(33);
            a[4] = b[20] = a[32] = float.NaN;
            Binary.Run(kind, a, b, y, [33], [1], [1], pool, width);
            for (var i = 0; i < 33; i++) Assert.Equal(i is 4 or 20 or 32, float.IsNaN(y[i]));
        }
    }

    private static nint[] Strides(nint[] dims, bool[] has)
    {
        var strides = new nint[dims.Length];
        nint step = 1;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            strides[i] = has[i] && dims[i] > 1 ? step : 0;
            if (has[i]) step *= dims[i];
        }
        return strides;
    }

    private static void Check(BinaryKind kind, nint[] dims, nint[] aStrides, nint[] bStrides, int width, WorkerPool pool)
    {
        var total = dims.Aggregate((nint)1, (x, y) => x * y);
        using Numbers a = new(total, 1), b = new(total, 2), y = new(total);
        Binary.Run(kind, a, b, y, dims, aStrides, bStrides, pool, width);
        y.AssertGuard();
        for (nint i = 0; i < total; i++)
        {
            nint rest = i, aAt = 0, bAt = 0;
            for (var d = dims.Length - 1; d >= 0; d--)
            {
                aAt += rest % dims[d] * aStrides[d];
                bAt += rest % dims[d] * bStrides[d];
                rest /= dims[d];
            }
            Assert.Equal(Twin(kind, a[aAt], b[bAt]), y[i]);
        }
        if (total > 1 && aStrides.Length > 0 && a.Span.Length == total && dims.Zip(aStrides).All(x => x.First == 1 || x.Second > 0))
        {
            Binary.Run(kind, a, b, a, dims, aStrides, bStrides, pool, width);
            Assert.True(a.Span.SequenceEqual(y.Span));
        }
    }

    private static float Twin(BinaryKind kind, float a, float b) => kind switch
    {
        BinaryKind.Sum => a + b,
        BinaryKind.Difference => a - b,
        BinaryKind.Product => a * b,
        BinaryKind.Quotient => a / b,
        BinaryKind.Smaller => MathF.Min(a, b),
        BinaryKind.Larger => MathF.Max(a, b),
        BinaryKind.PRelu => a < 0 ? a * b : a,
        BinaryKind.SquaredDifference => (a - b) * (a - b),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
