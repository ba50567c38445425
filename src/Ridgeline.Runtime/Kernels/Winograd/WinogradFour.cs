using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>F(4, 3): four outputs from six products instead of twelve; in two dimensions four times fewer. Its factors cost a digit of precision.</summary>
internal readonly unsafe struct WinogradFour : IWinograd
{
    private static readonly double[] s_filter =
        [0.25, 0, 0, -1 / 6.0, -1 / 6.0, -1 / 6.0, -1 / 6.0, 1 / 6.0, -1 / 6.0, 1 / 24.0, 1 / 12.0, 1 / 6.0, 1 / 24.0, -1 / 12.0, 1 / 6.0, 0, 0, 1];

    /// <inheritdoc/>
    public static int Inputs => 6;

    /// <inheritdoc/>
    public static int Outputs => 4;

    /// <inheritdoc/>
    public static ReadOnlySpan<double> Filter => s_filter;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Input<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector d0 = TLanes.Load(from), d1 = TLanes.Load(from + step), d2 = TLanes.Load(from + (2 * step)), d3 = TLanes.Load(from + (3 * step));
        TVector d4 = TLanes.Load(from + (4 * step)), d5 = TLanes.Load(from + (5 * step));
        TVector four = TLanes.All(4), five = TLanes.All(-5), two = TLanes.All(2);
        TLanes.Store(to, TLanes.MultiplyAdd(d0, four, TLanes.MultiplyAdd(d2, five, d4)));
        TVector even = TLanes.MultiplyAdd(d2, TLanes.All(-4), d4), odd = TLanes.MultiplyAdd(d1, four, TLanes.Subtract(TLanes.All(0), d3));
        TLanes.Store(to + toStep, TLanes.Subtract(even, odd));
        TLanes.Store(to + (2 * toStep), TLanes.Add(even, odd));
        TVector near = TLanes.Subtract(d4, d2), far = TLanes.Multiply(two, TLanes.Subtract(d3, d1));
        TLanes.Store(to + (3 * toStep), TLanes.Add(near, far));
        TLanes.Store(to + (4 * toStep), TLanes.Subtract(near, far));
        TLanes.Store(to + (5 * toStep), TLanes.MultiplyAdd(d1, four, TLanes.MultiplyAdd(d3, five, d5)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Output<TLanes, TVector>(float* from, nint step, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector m0 = TLanes.Load(from), m1 = TLanes.Load(from + step), m2 = TLanes.Load(from + (2 * step)), m3 = TLanes.Load(from + (3 * step));
        TVector m4 = TLanes.Load(from + (4 * step)), m5 = TLanes.Load(from + (5 * step));
        TVector sum = TLanes.Add(m1, m2), difference = TLanes.Subtract(m1, m2), sum2 = TLanes.Add(m3, m4), difference2 = TLanes.Subtract(m3, m4);
        TLanes.Store(to, TLanes.Add(m0, TLanes.Add(sum, sum2)));
        TLanes.Store(to + toStep, TLanes.MultiplyAdd(difference2, TLanes.All(2), difference));
        TLanes.Store(to + (2 * toStep), TLanes.MultiplyAdd(sum2, TLanes.All(4), sum));
        TLanes.Store(to + (3 * toStep), TLanes.MultiplyAdd(difference2, TLanes.All(8), TLanes.Add(difference, m5)));
    }
}
