using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>The loops over memory of all functions of two floats, for one vector type.</summary>
internal static unsafe class BinaryLoops<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>The loop of a function.</summary>
    public static delegate*<float*, float*, float*, nint, nint, nint, void> Of(BinaryKind kind) => kind switch
    {
        BinaryKind.Sum => &Run<Sum>,
        BinaryKind.Difference => &Run<Difference>,
        BinaryKind.Product => &Run<Product>,
        BinaryKind.Quotient => &Run<Quotient>,
        BinaryKind.Smaller => &Run<Smaller>,
        BinaryKind.Larger => &Run<Larger>,
        BinaryKind.PRelu => &Run<PRelu>,
        BinaryKind.SquaredDifference => &Run<SquaredDifference>,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // y[i] = f(a[i * aStep], b[i * bStep]) for steps 0 and 1; y may be a or b.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TFunction>(float* a, float* b, float* y, nint count, nint aStep, nint bStep)
        where TFunction : struct, IBinary
    {
        if (count <= 0) return;
        TVector a0 = TLanes.All(*a), b0 = TLanes.All(*b);
        nint i = 0;
        if (aStep == 0)
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(y + i, default(TFunction).Of<TLanes, TVector>(a0, TLanes.Load(b + i)));
        }
        else if (bStep == 0)
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(y + i, default(TFunction).Of<TLanes, TVector>(TLanes.Load(a + i), b0));
        }
        else
        {
            for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(y + i, default(TFunction).Of<TLanes, TVector>(TLanes.Load(a + i), TLanes.Load(b + i)));
        }
        if (i == count) return;
        var x = aStep == 0 ? a0 : Part.Load<TLanes, TVector>(a + i, count - i, 1);
        Part.Store<TLanes, TVector>(y + i, default(TFunction).Of<TLanes, TVector>(x, bStep == 0 ? b0 : Part.Load<TLanes, TVector>(b + i, count - i, 1)), count - i);
    }
}
