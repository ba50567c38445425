using System.Runtime.Intrinsics;

using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>AVX-512, 8 rows by 48 columns: 24 sums, 11 loads for 24 multiply-adds.</summary>
internal sealed unsafe class Avx512Gemm8x48() : GemmKernel("avx512-8x48", Vector512.IsHardwareAccelerated, Lanes512.Count, [8, 8, 8], GemmTiles<Lanes512, Vector512<float>>.All());
