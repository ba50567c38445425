using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Attention;

namespace Ridgeline.Runtime.Operators;

/// <summary>Attention of floats by the kernels, if the node asks for nothing that only the plain form has.</summary>
internal static unsafe class PreparedAttention
{
    /// <summary>What runs, or null.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p)
    {
        for (var i = 0; i < 3; i++)
        {
            if (p.Element(i) != ElementType.Float || p.Dims(i) is null) return null;
        }
        if (p.Has(6) || p.Wants(3) || p.Node.Float("softcap", 0) != 0 || p.Dims(0)!.Length != p.Dims(1)!.Length) return null;
        if ((p.Has(4) || p.Wants(1) || p.Wants(2)) && (!p.Has(4) || !p.Has(5) || !p.Wants(1) || !p.Wants(2) || p.Dims(4) is null)) return null;
        var past = p.Has(4) ? (int)p.Dims(4)![2] : 0;
        var call = Sizes(p, past);
        if (p.Has(3) && (p.Element(3) is not (ElementType.Float or ElementType.Bool) || p.Dims(3) is not { Length: >= 1 } mask || mask[^1] != call.Keys)) return null;
        var packed = p.Dims(0)!.Length == 3;
        var scratch = FloatAttention.ScratchBytes(call, p.Options.Threads);
        var bias = p.Element(3) == ElementType.Bool ? sizeof(float) * Tensor.CountOf(p.Dims(3)!)!.Value : 0;
        p.Scratch(bias + scratch);
        return x =>
        {
            if (bias > 0 && MaskRows.BarsAll(x.Input(3), call)) Attention.Run(x);
            else Run(x, call, packed, past, bias, scratch);
        };
    }

    private static AttentionCall Sizes(Preparation p, int past)
    {
        var (q, k, v) = (p.Dims(0)!, p.Dims(1)!, p.Dims(2)!);
        var packed = q.Length == 3;
        var (heads, keyHeads) = packed ? (p.Node.Int("q_num_heads", 1), p.Node.Int("kv_num_heads", 1)) : (q[1], k[1]);
        var (size, valueSize) = packed ? (q[2] / heads, v[2] / keyHeads) : (q[3], v[3]);
        return new()
        {
            Batch = (int)q[0], Heads = (int)heads, KeyHeads = (int)keyHeads, Queries = (int)(packed ? q[1] : q[2]), Keys = (int)(packed ? k[1] : k[2]) + past,
            HeadSize = (int)size, ValueSize = (int)valueSize, Scale = p.Node.Float("scale", 1 / MathF.Sqrt(size)), Causal = p.Node.Int("is_causal", 0) != 0, Past = past,
        };
    }

    private static void Run(OperatorContext x, AttentionCall call, bool packed, int past, long bias, long scratch)
    {
        var (q, k, v) = (x.Input(0), x.Input(1), x.Input(2));
        call.Q = q.Pointer<float>();
        (call.QBatch, call.QHead, call.QRow) = Strides(packed, call.Heads, call.Queries, call.HeadSize);
        (call.KBatch, call.KHead, call.KRow) = Strides(packed, call.KeyHeads, call.Keys - past, call.HeadSize);
        (call.VBatch, call.VHead, call.VRow) = Strides(packed, call.KeyHeads, call.Keys - past, call.ValueSize);
        if (past > 0 || x.Wants(1))
        {
            call.PastK = x.Input(4).Pointer<float>();
            call.PastV = x.Input(5).Pointer<float>();
            call.JoinedK = x.Output(1, ElementType.Float, call.Batch, call.KeyHeads, call.Keys, call.HeadSize).Pointer<float>();
            call.JoinedV = x.Output(2, ElementType.Float, call.Batch, call.KeyHeads, call.Keys, call.ValueSize).Pointer<float>();
        }
        call.K = k.Pointer<float>();
        call.V = v.Pointer<float>();
        var output = packed
            ? x.Output(0, ElementType.Float, call.Batch, call.Queries, (long)call.Heads * call.ValueSize)
            : x.Output(0, ElementType.Float, call.Batch, call.Heads, call.Queries, call.ValueSize);
        call.Y = output.Pointer<float>();
        (call.YBatch, call.YHead, call.YRow) = Strides(packed, call.Heads, call.Queries, call.ValueSize);
        var memory = x.Scratch(bias + scratch);
        if (x.Optional(3) is { } mask) SetMask(ref call, mask, bias > 0 ? MaskRows.Bias(mask, (float*)memory) : mask.Pointer<float>());
        FloatAttention.Run(call, x.Pool, memory + bias);
    }

    private static (nint Batch, nint Head, nint Row) Strides(bool packed, int heads, int length, int size)
    {
        var batch = (nint)heads * length * size;
        return packed ? (batch, size, (nint)heads * size) : (batch, (nint)length * size, size);
    }

    /// <summary>Lays a mask that broadcasts, whose last dimension is the keys, beside the scores.</summary>
    public static void SetMask(ref AttentionCall call, RuntimeTensor mask, float* bias)
    {
        var stride = (nint)mask.Dims[^1];
        call.Mask = bias;
        (call.MaskRow, stride) = Next(mask, 2, stride);
        (call.MaskHead, stride) = Next(mask, 3, stride);
        (call.MaskBatch, _) = Next(mask, 4, stride);
    }

    private static (nint Own, nint Next) Next(RuntimeTensor mask, int fromEnd, nint stride)
    {
        var size = mask.Rank >= fromEnd ? mask.Dims[^fromEnd] : 1;
        return (size == 1 ? 0 : stride, stride * (nint)size);
    }
}
