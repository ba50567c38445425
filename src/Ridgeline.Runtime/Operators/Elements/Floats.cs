using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Functions of each float of input 0, by the kernels.</summary>
internal static unsafe class Floats
{
    /// <summary>Output 0 is the function of input 0.</summary>
    public static void Apply(OperatorContext x, Activation function)
    {
        var input = x.Input(0);
        var output = x.OutputLike(0, input);
        Unary.Run(function, input.Pointer<float>(), output.Pointer<float>(), (nint)input.Count, x.Pool);
    }
}
