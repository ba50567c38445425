using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Emission;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>
/// AVX512-VNNI: one instruction for 64 products. .NET 10 has no intrinsic for it, so the tile is machine code written when the process starts. A depth that is
/// no multiple of four is left to the best tile that .NET has.
/// </summary>
internal static unsafe class EmittedVnniTile
{
    private const int Rax = 0, Rcx = 1, Rdx = 2, Rbx = 3, Rbp = 5, Rsi = 6, Rdi = 7;
    private const int Flip = 4, FirstSum = 16;
    private const int Quad = 4;

    // Where the fields of a task lie.
    private const int RowsAt = 0, RunsAt = 8, DepthAt = 16, FlipAt = 24, BAt = 32, SumsAt = 40;

    // CPUID leaf 7, ECX.
    private const int VnniBit = 1 << 11;

    private static readonly int[] s_rows = [8, 9, 10, 11, Rbx, Rbp];
    private static readonly nint[] s_code = HasInstructions ? [.. Enumerable.Range(1, IntegerKernel.MaxRows).Select(rows => ExecutableMemory.Load(Emit(rows)))] : [];

    /// <summary>Whether the machine has the instruction and lets code be written.</summary>
    public static bool IsSupported => s_code.Length > 0 && s_code.All(c => c != 0);

    private static bool HasInstructions => Avx512BW.IsSupported && X86Base.X64.IsSupported && sizeof(IntegerTileTask) == SumsAt + sizeof(int*)
        && (X86Base.CpuId(7, 0).Ecx & VnniBit) != 0;

    /// <summary>Computes one tile.</summary>
    public static void Run<TRows>(IntegerTileTask* task)
        where TRows : struct, IConstant
    {
        if (task->Depth % Quad == 0) ((delegate* unmanaged[SuppressGCTransition]<IntegerTileTask*, void>)s_code[TRows.Value - 1])(task);
        else if (AvxVnni.IsSupported) IntegerTile<VnniLanes, Vector256<int>, Vector256<byte>, Vector256<sbyte>>.Run<TRows>(task);
        else IntegerTile<Avx512WideningLanes, Vector512<int>, Vector512<short>, Vector512<short>>.Run<TRows>(task);
    }

    // The System V convention: the task is in rdi; rbx and rbp are the caller's; vectors are free.
    private static byte[] Emit(int rows)
    {
        var code = new Assembler();
        // Few rows take more quads at once: additions to one sum follow each other five cycles apart.
        var together = rows <= 2 ? 4 : 2;
        code.Push(Rbx);
        code.Push(Rbp);
        code.Load(Rax, Rdi, RowsAt);
        code.Load(Rcx, Rdi, RunsAt);
        code.Load(Rsi, Rdi, BAt);
        code.Broadcast(Flip, Rdi, null, FlipAt / Quad);
        for (var i = 0; i < rows * together; i++) code.Xor(FirstSum + i, FirstSum + i, FirstSum + i);
        var run = code.Here;
        EmitRun(code, rows, together);
        code.Add(Rax, IntegerKernel.MaxRows * sizeof(byte*));
        code.Add(Rcx, -1);
        code.JumpIfNotZero(run);
        code.Load(Rax, Rdi, SumsAt);
        for (var r = 0; r < rows; r++)
        {
            for (var t = 1; t < together; t++) code.AddIntegers(FirstSum + r, FirstSum + r, FirstSum + (t * rows) + r);
            code.StoreVector(FirstSum + r, Rax, r);
        }
        code.Pop(Rbp);
        code.Pop(Rbx);
        code.Return();
        return code.Code;
    }

    // rdx counts from -depth to 0; rows point at their ends.
    private static void EmitRun(Assembler code, int rows, int together)
    {
        code.Load(Rdx, Rdi, DepthAt);
        code.Negate(Rdx);
        for (var r = 0; r < rows; r++)
        {
            code.Load(s_rows[r], Rax, r * sizeof(byte*));
            code.Subtract(s_rows[r], Rdx);
        }
        var single = code.Here;
        code.Test(Rdx, (together * Quad) - 1);
        var even = code.JumpIfZero();
        EmitQuads(code, rows, 1);
        code.JumpTo(single);
        code.Land(even);
        code.Test(Rdx, -1);
        var done = code.JumpIfZero();
        var loop = code.Here;
        EmitQuads(code, rows, together);
        code.JumpIfNotZero(loop);
        code.Land(done);
    }

    private static void EmitQuads(Assembler code, int rows, int count)
    {
        const int firstColumns = 0, firstBytes = 5;
        for (var q = 0; q < count; q++) code.LoadVector(firstColumns + q, Rsi, q);
        for (var q = 0; q < count; q++)
        {
            for (var r = 0; r < rows; r++)
            {
                code.Broadcast(firstBytes + r, s_rows[r], Rdx, q);
                code.Xor(firstBytes + r, firstBytes + r, Flip);
                code.DotAdd(FirstSum + (q * rows) + r, firstBytes + r, firstColumns + q);
            }
        }
        code.Add(Rsi, count * Quad * IntegerKernel.PanelColumns);
        code.Add(Rdx, count * Quad);
    }
}
