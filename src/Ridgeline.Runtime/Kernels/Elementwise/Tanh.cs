using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>tanh x = (e^2|x| - 1) / (e^2|x| + 1) with the sign of x: at most 4 ulp.</summary>
internal readonly struct Tanh : IUnary
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector x, TVector alpha, TVector beta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var e = Exponential.ExpMinusOne<TLanes, TVector>(TLanes.Min(TLanes.Multiply(TLanes.Abs(x), TLanes.All(2)), TLanes.All(40)));
        return TLanes.CopySign(TLanes.Divide(e, TLanes.Add(e, TLanes.All(2))), x);
    }
}
