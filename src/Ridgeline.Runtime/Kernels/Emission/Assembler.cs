using System.Buffers.Binary;

namespace Ridgeline.Runtime.Kernels.Emission;

/// <summary>
/// Writes x86-64 machine code: the few instructions that kernels need which .NET has no intrinsics for. Encodings are those of Intel's manual, volume 2
/// (REX: 2.2.1, EVEX: 2.7). General registers go by their numbers (0 rax, 1 rcx, 2 rdx, 3 rbx, 4 rsp, 5 rbp, 6 rsi, 7 rdi, 8 to 15), vectors by 0 to 31.
/// </summary>
internal sealed class Assembler
{
    private readonly List<byte> _code = [];

    /// <summary>The code so far.</summary>
    public byte[] Code => [.. _code];

    /// <summary>Where the next instruction goes.</summary>
    public int Here => _code.Count;

    /// <summary>mov to, [from + displacement] of 64 bits.</summary>
    public void Load(int to, int from, int displacement) => General(0x8b, to, from, displacement);

    /// <summary>sub to, from of 64 bits.</summary>
    public void Subtract(int to, int from) => _code.AddRange([(byte)(0x48 | (from >> 3 << 2) | (to >> 3)), 0x29, (byte)(0xc0 | ((from & 7) << 3) | (to & 7))]);

    /// <summary>neg register of 64 bits.</summary>
    public void Negate(int register) => _code.AddRange([(byte)(0x48 | (register >> 3)), 0xf7, (byte)(0xd8 | (register & 7))]);

    /// <summary>add register, value of 64 bits; sets the zero flag.</summary>
    public void Add(int register, int value)
    {
        _code.AddRange([(byte)(0x48 | (register >> 3)), 0x81, (byte)(0xc0 | (register & 7))]);
        Number(value);
    }

    /// <summary>test register, bits, of the low 32; sets the zero flag.</summary>
    public void Test(int register, int bits)
    {
        _code.AddRange([(byte)(0x40 | (register >> 3)), 0xf7, (byte)(0xc0 | (register & 7))]);
        Number(bits);
    }

    /// <summary>push register.</summary>
    public void Push(int register) => _code.AddRange([(byte)(0x40 | (register >> 3)), (byte)(0x50 | (register & 7))]);

    /// <summary>pop register.</summary>
    public void Pop(int register) => _code.AddRange([(byte)(0x40 | (register >> 3)), (byte)(0x58 | (register & 7))]);

    /// <summary>jz, to be aimed with <see cref="Land"/>; returns its place.</summary>
    public int JumpIfZero() => Jump([0x0f, 0x84]);

    /// <summary>jnz to code that was written before.</summary>
    public void JumpIfNotZero(int target) => Aim(Jump([0x0f, 0x85]), target);

    /// <summary>jmp to code that was written before.</summary>
    public void JumpTo(int target) => Aim(Jump([0xe9]), target);

    /// <summary>Aims a jump at what is written next.</summary>
    public void Land(int jump) => Aim(jump, Here);

    /// <summary>vzeroupper; ret.</summary>
    public void Return() => _code.AddRange([0xc5, 0xf8, 0x77, 0xc3]);

    /// <summary>vpxord to, a, b: 512 bits.</summary>
    public void Xor(int to, int a, int b) => Vector(1, 1, 0xef, to, a, b);

    /// <summary>vpaddd to, a, b: sixteen 32-bit sums.</summary>
    public void AddIntegers(int to, int a, int b) => Vector(1, 1, 0xfe, to, a, b);

    /// <summary>vpdpbusd sums, a, b (AVX512-VNNI): sums += Σ of four products, unsigned bytes of a by signed ones of b; no saturation.</summary>
    public void DotAdd(int sums, int a, int b) => Vector(2, 1, 0x50, sums, a, b);

    /// <summary>vmovdqu32 to, [place + 64 vectors].</summary>
    public void LoadVector(int to, int place, int vectors) => Memory(1, 2, 0x6f, to, place, null, vectors);

    /// <summary>vmovdqu32 [place + 64 vectors], from.</summary>
    public void StoreVector(int from, int place, int vectors) => Memory(1, 2, 0x7f, from, place, null, vectors);

    /// <summary>vpbroadcastd to, [place + index + 4 elements].</summary>
    public void Broadcast(int to, int place, int? index, int elements) => Memory(2, 1, 0x58, to, place, index, elements);

    // REX.W op /r with a displacement of 8 bits.
    private void General(byte code, int register, int place, int displacement) =>
        _code.AddRange([(byte)(0x48 | (register >> 3 << 2) | (place >> 3)), code, (byte)(0x40 | ((register & 7) << 3) | (place & 7)), checked((byte)(sbyte)displacement)]);

    private void Vector(int map, int prefix, byte code, int to, int a, int b)
    {
        Evex(map, prefix, to, a, (b & 8) != 0, (b & 16) != 0);
        _code.AddRange([code, (byte)(0xc0 | ((to & 7) << 3) | (b & 7))]);
    }

    // A displacement of 8 bits counts in units of what is read or written.
    private void Memory(int map, int prefix, byte code, int register, int place, int? index, int units)
    {
        Evex(map, prefix, register, 0, place >= 8, index >= 8);
        _code.Add(code);
        if (index is { } i) _code.AddRange([(byte)(0x44 | ((register & 7) << 3)), (byte)(((i & 7) << 3) | (place & 7))]);
        else _code.Add((byte)(0x40 | ((register & 7) << 3) | (place & 7)));
        _code.Add(checked((byte)(sbyte)units));
    }

    // 512 bits, no mask, W0. Bits of registers are stored inverted.
    private void Evex(int map, int prefix, int register, int second, bool b, bool x)
    {
        var first = map | ((register & 8) != 0 ? 0 : 0x80) | (x ? 0 : 0x40) | (b ? 0 : 0x20) | ((register & 16) != 0 ? 0 : 0x10);
        _code.AddRange([0x62, (byte)first, (byte)(((~second & 15) << 3) | 4 | prefix), (byte)(0x40 | ((second & 16) != 0 ? 0 : 8))]);
    }

    private int Jump(ReadOnlySpan<byte> code)
    {
        _code.AddRange(code);
        Number(0);
        return Here;
    }

    // From the end of the jump.
    private void Aim(int jump, int target)
    {
        Span<byte> distance = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(distance, target - jump);
        for (var i = 0; i < 4; i++) _code[jump - 4 + i] = distance[i];
    }

    private void Number(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }
}
