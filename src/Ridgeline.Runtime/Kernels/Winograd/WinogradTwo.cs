using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>F(2, 3): two outputs from four products instead of six; in two dimensions 2.25 times fewer.</summary>
internal readonly unsafe struct WinogradTwo : IWinograd
{
    private static readonly double[] s_filter = [1, 0, 0, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, 0, 0, 1];

    /// <inheritdoc/>
    public static int Inputs => 4;

    /// <inheritdoc/>
    public static int Outputs => 2;

    /// <inheritdoc/>
    public static ReadOnlySpan<double> Filter => s_filter;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Input<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector d0 = TLanes.Load(from), d1 = TLanes.Load(from + step), d2 = TLanes.Load(from + (2 * step)), d3 = TLanes.Load(from + (3 * step));
        TLanes.Store(to, TLanes.Subtract(d0, d2));
        TLanes.Store(to + toStep, TLanes.Add(d1, d2));
        TLanes.Store(to + (2 * toStep), TLanes.Subtract(d2, d1));
        TLanes.Store(to + (3 * toStep), TLanes.Subtract(d1, d3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Output<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector m0 = TLanes.Load(from), m1 = TLanes.Load(from + step), m2 = TLanes.Load(from + (2 * step)), m3 = TLanes.Load(from + (3 * step));
        TLanes.Store(to, TLanes.Add(m0, TLanes.Add(m1, m2)));
        TLanes.Store(to + toStep, TLanes.Subtract(TLanes.Subtract(m1, m2), m3));
    }
}
