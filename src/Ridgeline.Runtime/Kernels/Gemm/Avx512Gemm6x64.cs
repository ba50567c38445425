using System.Runtime.Intrinsics;

using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>AVX-512, 6 rows by 64 columns: 24 sums, 10 loads for 24 multiply-adds; 64 divides the channels of most networks.</summary>
internal sealed unsafe class Avx512Gemm6x64() : GemmKernel("avx512-6x64", Vector512.IsHardwareAccelerated, Lanes512.Count, [8, 8, 8, 6], GemmTiles<Lanes512, Vector512<float>>.All());
