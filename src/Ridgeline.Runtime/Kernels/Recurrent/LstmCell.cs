using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>
/// One step of an LSTM after its products: x holds the sums of the gates i, o, f, c side by side (ONNX's order); sum the cell state, read and written;
/// y takes the hidden state. c' = σ(f) c + σ(i) tanh(g), h = σ(o) tanh(c'). Gamma holds peepholes [i, o, f] or is null; the scale limits what goes into a
/// gate to -scale..scale (∞: no limit).
/// </summary>
internal readonly unsafe struct LstmCell : IRowKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes, TVector>(in RowTask task, nint row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var n = task.Length;
        float* gates = task.X + (row * task.XStride), cell = task.Sum + (row * task.SumStride), hidden = task.Y + (row * task.YStride);
        TVector low = TLanes.All(-task.Scale), high = TLanes.All(task.Scale), one = TLanes.All(1);
        for (nint i = 0; i < n; i += TLanes.Count)
        {
            var c = Part.Load<TLanes, TVector>(cell + i, n - i, 0);
            TVector input = Part.Load<TLanes, TVector>(gates + i, n - i, 0), output = Part.Load<TLanes, TVector>(gates + n + i, n - i, 0);
            TVector forget = Part.Load<TLanes, TVector>(gates + (2 * n) + i, n - i, 0), candidate = Part.Load<TLanes, TVector>(gates + (3 * n) + i, n - i, 0);
            if (task.Gamma is not null)
            {
                input = TLanes.MultiplyAdd(c, Part.Load<TLanes, TVector>(task.Gamma + i, n - i, 0), input);
                forget = TLanes.MultiplyAdd(c, Part.Load<TLanes, TVector>(task.Gamma + (2 * n) + i, n - i, 0), forget);
            }
            input = default(Sigmoid).Of<TLanes, TVector>(TLanes.Clamp(input, low, high), one, one);
            forget = default(Sigmoid).Of<TLanes, TVector>(TLanes.Clamp(forget, low, high), one, one);
            candidate = default(Tanh).Of<TLanes, TVector>(TLanes.Clamp(candidate, low, high), one, one);
            c = TLanes.MultiplyAdd(forget, c, TLanes.Multiply(input, candidate));
            Part.Store<TLanes, TVector>(cell + i, c, n - i);
            if (task.Gamma is not null) output = TLanes.MultiplyAdd(c, Part.Load<TLanes, TVector>(task.Gamma + n + i, n - i, 0), output);
            output = default(Sigmoid).Of<TLanes, TVector>(TLanes.Clamp(output, low, high), one, one);
            Part.Store<TLanes, TVector>(hidden + i, TLanes.Multiply(output, default(Tanh).Of<TLanes, TVector>(TLanes.Clamp(c, low, high), one, one)), n - i);
        }
    }
}
