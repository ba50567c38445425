namespace Ridgeline.Runtime.Kernels.Attention;

/// <summary>
/// Y = softmax(scale Q Kᵀ + mask) V for all heads. Strides count floats, so that heads may lie side by side in a row, [batch, sequence, heads * size], or
/// apart, [batch, heads, sequence, size]; values of a head's row always lie side by side.
/// </summary>
internal unsafe struct AttentionCall
{
    /// <summary>Batch, heads of Q, heads of K and V (a divisor of those of Q: neighbours share).</summary>
    public int Batch, Heads, KeyHeads;

    /// <summary>Rows of Q, rows of K and V, values of a row of Q and K, values of a row of V and Y.</summary>
    public int Queries, Keys, HeadSize, ValueSize;

    /// <summary>Q: [batch, heads, queries, head size].</summary>
    public float* Q;

    /// <summary>From one batch, head and row of Q to the next.</summary>
    public nint QBatch, QHead, QRow;

    /// <summary>K: [batch, key heads, keys, head size].</summary>
    public float* K;

    /// <summary>From one batch, head and row of K to the next.</summary>
    public nint KBatch, KHead, KRow;

    /// <summary>V: [batch, key heads, keys, value size].</summary>
    public float* V;

    /// <summary>From one batch, head and row of V to the next.</summary>
    public nint VBatch, VHead, VRow;

    /// <summary>Y: [batch, heads, queries, value size]. Must not overlap the others.</summary>
    public float* Y;

    /// <summary>From one batch, head and row of Y to the next.</summary>
    public nint YBatch, YHead, YRow;

    /// <summary>What is added to the scores, [batch, heads, queries, keys], keys side by side; or null.</summary>
    public float* Mask;

    /// <summary>From one batch, head and query of the mask to the next; 0 where it is shared.</summary>
    public nint MaskBatch, MaskHead, MaskRow;

    /// <summary>What the scores are multiplied by: 1/√(head size).</summary>
    public float Scale;

    /// <summary>Whether query i sees keys 0 to i + <see cref="Past"/> only.</summary>
    public bool Causal;

    /// <summary>Keys that stand before the first query's own.</summary>
    public int Past;

    /// <summary>
    /// A cache, [batch, key heads, past, head size] and [..., value size] without gaps, that comes before K and V, which then hold the new rows alone:
    /// <see cref="Keys"/> - <see cref="Past"/> of them; null if there is none.
    /// </summary>
    public float* PastK, PastV;

    /// <summary>Where the cache goes together with the new rows: [batch, key heads, keys, head size] and [..., value size] without gaps.</summary>
    public float* JoinedK, JoinedV;

    /// <summary>Whether a cache grows.</summary>
    public readonly bool Appends => JoinedK is not null;

    /// <summary>How many keys a query sees.</summary>
    public readonly int KeysOf(int query) => Causal ? Math.Clamp(query + Past + 1, 0, Keys) : Keys;
}
