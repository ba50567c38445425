using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>
/// The second half of a step of a GRU: x holds z and r, added the candidate's part from the input, sum its part from the hidden state (already reset, or to
/// be reset here if epsilon is 1); y the hidden state, read and written: h' = (1 - z) tanh(candidate) + z h.
/// </summary>
internal readonly unsafe struct GruUpdate : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = task.Length;
        float* gates = task.X + (row * task.XStride), input = task.Added + (row * task.AddedStride), state = task.Sum + (row * task.SumStride),
            hidden = task.Y + (row * task.YStride);
        TVector low = TLanes.All(-task.Scale), high = TLanes.All(task.Scale);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            TVector z = Part.Load<TLanes, TVector>(gates + i, n - i, 0), s = Part.Load<TLanes, TVector>(state + i, n - i, 0);
            if (task.Epsilon == 1) s = TLanes.Multiply(s, Part.Load<TLanes, TVector>(gates + n + i, n - i, 0));
            var candidate = default(Tanh).Of<TLanes, TVector>(TLanes.Clamp(TLanes.Add(s, Part.Load<TLanes, TVector>(input + i, n - i, 0)), low, high), low, low);
            var h = Part.Load<TLanes, TVector>(hidden + i, n - i, 0);
            Part.Store<TLanes, TVector>(hidden + i, TLanes.MultiplyAdd(z, TLanes.Subtract(h, candidate), candidate), n - i);
        }
    }
}
