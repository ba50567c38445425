using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>The first half of a step of a GRU: x holds the sums of the gates z, r side by side and gets σ of them; y = σ(r) h, where added is h.</summary>
internal readonly unsafe struct GruReset : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = task.Length;
        float* gates = task.X + (row * task.XStride), hidden = task.Added + (row * task.AddedStride), y = task.Y + (row * task.YStride);
        TVector low = TLanes.All(-task.Scale), high = TLanes.All(task.Scale);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var update = default(Sigmoid).Of<TLanes, TVector>(TLanes.Clamp(Part.Load<TLanes, TVector>(gates + i, n - i, 0), low, high), low, low);
            var reset = default(Sigmoid).Of<TLanes, TVector>(TLanes.Clamp(Part.Load<TLanes, TVector>(gates + n + i, n - i, 0), low, high), low, low);
            Part.Store<TLanes, TVector>(gates + i, update, n - i);
            Part.Store<TLanes, TVector>(gates + n + i, reset, n - i);
            Part.Store<TLanes, TVector>(y + i, TLanes.Multiply(reset, Part.Load<TLanes, TVector>(hidden + i, n - i, 0)), n - i);
        }
    }
}
