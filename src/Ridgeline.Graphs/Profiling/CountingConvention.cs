namespace Ridgeline.Graphs.Profiling;

/// <summary>What one operation is, for the column <c>ops</c>.</summary>
public enum CountingConvention
{
    /// <summary>Multiply-and-add pairs of products alone.</summary>
    Macs,
    /// <summary>All arithmetic, a MAC as two.</summary>
    Flops,
    /// <summary>As the tool pthflops counts in JIT mode: MACs and bias additions of convolutions, 2 a ReLU, comparisons of a max-pool, MACs of a Gemm.</summary>
    Pthflops,
}
