using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>The integer product kernels in order of preference (bench/README.md has the figures). <c>RIDGELINE_KERNEL_INTEGER</c> forces one.</summary>
internal static unsafe class IntegerKernels
{
    /// <summary>All, best first.</summary>
    public static IReadOnlyList<IntegerKernel> All { get; } =
    [
        new("avx512vnni-6x16", EmittedVnniTile.IsSupported,
        [
            &EmittedVnniTile.Run<One>, &EmittedVnniTile.Run<Two>, &EmittedVnniTile.Run<Three>, &EmittedVnniTile.Run<Four>, &EmittedVnniTile.Run<Five>, &EmittedVnniTile.Run<Six>,
        ]),
        new("avxvnni-6x16", AvxVnni.IsSupported, Tiles<VnniLanes, Vector256<int>, Vector256<byte>, Vector256<sbyte>>()),
        new("avx512-widening-6x16", Avx512BW.IsSupported && Vector512.IsHardwareAccelerated, Tiles<Avx512WideningLanes, Vector512<int>, Vector512<short>, Vector512<short>>()),
        new("avx2-widening-6x8", Avx2.IsSupported, Tiles<Avx2WideningLanes, Vector256<int>, Vector256<short>, Vector256<short>>()),
        new("scalar-6x2", true, Tiles<ScalarDotLanes, int, uint, int>()),
    ];

    /// <summary>The one to use.</summary>
    public static IntegerKernel Best { get; } = KernelChoice.Of("INTEGER", All, k => k.Name, k => k.IsSupported);

    private static delegate*<IntegerTileTask*, void>[] Tiles<TLanes, TSums, TQuad, TColumns>()
        where TLanes : struct, IDotLanes<TSums, TQuad, TColumns>
        where TSums : struct
        where TQuad : struct
        where TColumns : struct =>
    [
        &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<One>, &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<Two>, &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<Three>,
        &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<Four>, &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<Five>, &IntegerTile<TLanes, TSums, TQuad, TColumns>.Run<Six>,
    ];
}
