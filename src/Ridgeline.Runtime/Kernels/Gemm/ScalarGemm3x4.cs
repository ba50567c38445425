
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>No vectors at all, 3 rows by 4 columns.</summary>
internal sealed unsafe class ScalarGemm3x4() : GemmKernel("scalar-3x4", true, Lanes32.Count, [8, 6, 4, 3], GemmTiles<Lanes32, float>.All());
