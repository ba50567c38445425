using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>Float products of stacks of matrices that are made while the network runs, by the kernels.</summary>
internal static unsafe class StackedProducts
{
    /// <summary>What runs where shapes are known and stacks are of one size, or one operand has a single matrix; else null.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p)
    {
        if (p.Dims(0) is not { Length: >= 2 } a || p.Dims(1) is not { Length: >= 2 } b) return null;
        var (stack, m, k, n, dims) = Products.Sizes(a, b);
        var count = stack.Aggregate(1L, (product, size) => product * size);
        var (aCount, bCount) = (Stack(a), Stack(b));
        if (count == 0 || k == 0 || (aCount != count && aCount != 1) || (bCount != count && bCount != 1)) return null;
        // One right matrix for all: the left ones are one tall matrix.
        var joins = bCount == 1 && aCount == count;
        var call = new BatchedGemmCall
        {
            Batch = joins ? 1 : (int)count, Rows = (int)(joins ? count * m : m), Columns = (int)n, Depth = (int)k,
            ABatch = aCount == 1 ? 0 : (nint)(m * k), ARow = (nint)k, BBatch = bCount == 1 ? 0 : (nint)(k * n), BRow = (nint)n, BColumn = 1, CBatch = (nint)(m * n), CRow = (nint)n,
        };
        var scratch = BatchedGemm.ScratchBytes(call, p.Options.Threads);
        p.Scratch(scratch);
        return x =>
        {
            var product = call;
            product.A = x.Input(0, a).Pointer<float>();
            product.B = x.Input(1, b).Pointer<float>();
            product.C = x.Output(0, ElementType.Float, dims).Pointer<float>();
            BatchedGemm.Run(product, x.Pool, x.Scratch(scratch));
        };
    }

    private static long Stack(long[] dims) => dims[..^2].Aggregate(1L, (product, size) => product * size);
}
