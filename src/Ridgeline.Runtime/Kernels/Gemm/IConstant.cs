namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>A number as a type, so that the JIT compiles a copy of a kernel in which it is a constant.</summary>
internal interface IConstant
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
