using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>Arm NEON, 6 rows by 16 columns: 24 of the 32 registers are sums.</summary>
internal sealed unsafe class NeonGemm6x16() : GemmKernel("neon-6x16", AdvSimd.IsSupported, Lanes128.Count, [8, 8, 8, 6], GemmTiles<Lanes128, Vector128<float>>.All());
