using System.Runtime.Intrinsics;

using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Any machine with vectors of four floats and 16 registers, 6 rows by 8 columns.</summary>
internal sealed unsafe class Vector128Gemm6x8() : GemmKernel("vector128-6x8", Vector128.IsHardwareAccelerated, Lanes128.Count, [8, 6], GemmTiles<Lanes128, Vector128<float>>.All());
