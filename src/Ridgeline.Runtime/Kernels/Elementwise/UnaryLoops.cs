using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>The loops over memory of all functions of one float, for one vector type.</summary>
internal static unsafe class UnaryLoops<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>The loop of a function.</summary>
    public static delegate*<float*, float*, nint, float, float, void> Of(UnaryKind kind) => kind switch
    {
        UnaryKind.Copy => &Run<Copy>,
        UnaryKind.Exp => &Run<Exp>,
        UnaryKind.Log => &Run<Log>,
        UnaryKind.Sqrt => &Run<Sqrt>,
        UnaryKind.Reciprocal => &Run<Reciprocal>,
        UnaryKind.Abs => &Run<Abs>,
        UnaryKind.Neg => &Run<Neg>,
        UnaryKind.Square => &Run<Square>,
        UnaryKind.Cube => &Run<Cube>,
        UnaryKind.Floor => &Run<Floor>,
        UnaryKind.Ceil => &Run<Ceil>,
        UnaryKind.Round => &Run<Round>,
        UnaryKind.Sign => &Run<Sign>,
        UnaryKind.Linear => &Run<Linear>,
        UnaryKind.Relu => &Run<Relu>,
        UnaryKind.Clip => &Run<Clip>,
        UnaryKind.LeakyRelu => &Run<LeakyRelu>,
        UnaryKind.ThresholdedRelu => &Run<ThresholdedRelu>,
        UnaryKind.Elu => &Run<Elu>,
        UnaryKind.Selu => &Run<Selu>,
        UnaryKind.Sigmoid => &Run<Sigmoid>,
        UnaryKind.HardSigmoid => &Run<HardSigmoid>,
        UnaryKind.HardSwish => &Run<HardSwish>,
        UnaryKind.Erf => &Run<Erf>,
        UnaryKind.Gelu => &Run<Gelu>,
        UnaryKind.Softsign => &Run<Softsign>,
        UnaryKind.Tanh => &Run<Tanh>,
        UnaryKind.GeluTanh => &Run<GeluTanh>,
        UnaryKind.Silu => &Run<Silu>,
        UnaryKind.Softplus => &Run<Softplus>,
        UnaryKind.Mish => &Run<Mish>,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>y[i] = f(x[i]); x and y are the same or do not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TFunction>(float* x, float* y, nint count, float alpha, float beta)
        where TFunction : struct, IUnary
    {
        TVector a = TLanes.All(alpha), b = TLanes.All(beta);
        nint i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count) TLanes.Store(y + i, default(TFunction).Of<TLanes, TVector>(TLanes.Load(x + i), a, b));
        if (i == count) return;
        // Ones: the lanes that are not used must not raise slow cases.
        Part.Store<TLanes, TVector>(y + i, default(TFunction).Of<TLanes, TVector>(Part.Load<TLanes, TVector>(x + i, count - i, 1), a, b), count - i);
    }
}
