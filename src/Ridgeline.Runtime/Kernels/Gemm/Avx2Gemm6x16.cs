using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>AVX2 with FMA, 6 rows by 16 columns: 12 of the 16 registers are sums.</summary>
internal sealed unsafe class Avx2Gemm6x16() : GemmKernel("avx2-6x16", Vector256.IsHardwareAccelerated && Fma.IsSupported, Lanes256.Count, [8, 6], GemmTiles<Lanes256, Vector256<float>>.All());
