using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>Finds the code of a function of two floats for a vector width.</summary>
internal static unsafe class BinaryKernels
{
    /// <summary>The code: (a, b, y, count, step of a, step of b); a step is 1, or 0 for one value throughout; y may be a or b.</summary>
    public static delegate*<float*, float*, float*, nint, nint, nint, void> Of(BinaryKind kind, int width) => width switch
    {
        512 => BinaryLoops<Lanes512, Vector512<float>>.Of(kind),
        256 => BinaryLoops<Lanes256, Vector256<float>>.Of(kind),
        128 => BinaryLoops<Lanes128, Vector128<float>>.Of(kind),
        _ => BinaryLoops<Lanes32, float>.Of(kind),
    };
}
