using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>Finds the code of a function of one float for a vector width.</summary>
internal static unsafe class UnaryKernels
{
    /// <summary>The code: (x, y, count, alpha, beta), where x and y are the same or do not overlap.</summary>
    public static delegate*<float*, float*, nint, float, float, void> Of(UnaryKind kind, int width) => width switch
    {
        512 => UnaryLoops<Lanes512, Vector512<float>>.Of(kind),
        256 => UnaryLoops<Lanes256, Vector256<float>>.Of(kind),
        128 => UnaryLoops<Lanes128, Vector128<float>>.Of(kind),
        _ => UnaryLoops<Lanes32, float>.Of(kind),
    };

    /// <summary>The code for the width in use.</summary>
    public static delegate*<float*, float*, nint, float, float, void> Of(UnaryKind kind) => Of(kind, VectorWidth.Best);
}
