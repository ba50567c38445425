using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>The sizes of an attention, all known.</summary>
/// <param name="Packed">Whether heads lie interleaved: inputs of [batch, length, heads size].</param>
/// <param name="Batch">Sequences.</param>
/// <param name="Heads">Heads of queries.</param>
/// <param name="KeyHeads">Heads of keys and values.</param>
/// <param name="Queries">Tokens that ask.</param>
/// <param name="Keys">Tokens that are asked, the past included.</param>
/// <param name="Past">How many of them came before.</param>
/// <param name="KeySize">The size of a query or key.</param>
/// <param name="ValueSize">The size of a value.</param>
/// <param name="Scale">What products are multiplied by.</param>
/// <param name="Causal">Whether a token sees only those before it and itself.</param>
internal sealed record AttentionSizes(
    bool Packed, long Batch, long Heads, long KeyHeads, long Queries, long Keys, long Past, long KeySize, long ValueSize, float Scale, bool Causal)
{
    /// <summary>How packed keys are laid out.</summary>
    public PanelLayout KeyLayout { get; } = new(GemmKernels.Best, (int)Keys, (int)KeySize);

    /// <summary>How packed values are laid out.</summary>
    public PanelLayout ValueLayout { get; } = new(GemmKernels.Best, (int)ValueSize, (int)Keys);

    /// <summary>Those of a node.</summary>
    public static AttentionSizes Of(Preparation p)
    {
        var (q, k, v) = (p.Dims(0)!, p.Dims(1)!, p.Dims(2)!);
        var packed = q.Length == 3;
        var (heads, keyHeads) = packed ? (p.Node.Int("q_num_heads", 1), p.Node.Int("kv_num_heads", 1)) : (q[1], k[1]);
        var past = p.Has(4) ? p.Dims(4)![2] : 0;
        var (keySize, valueSize) = packed ? (q[2] / heads, v[2] / keyHeads) : (q[3], v[3]);
        return new(packed, q[0], heads, keyHeads, packed ? q[1] : q[2], (packed ? k[1] : k[2]) + past, past, keySize, valueSize,
            p.Node.Float("scale", 1 / MathF.Sqrt(keySize)), p.Node.Int("is_causal", 0) != 0);
    }

    /// <summary>Bytes that one thread needs: keys and values in panels, a block of scores.</summary>
    public long ScratchBytes(int rows) => (KeyLayout.Floats + ValueLayout.Floats + (rows * Keys) + 15) / 16 * 16 * sizeof(float);
}
