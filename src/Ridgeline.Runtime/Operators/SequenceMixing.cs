using System.Numerics;
using System.Runtime.InteropServices;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Operators between tokens beside attention: rotary embedding, linear attention, causal convolution with state, SwiGLU.</summary>
internal static class SequenceMixing
{
    public static readonly Implementation[] Rows =
    [
        new("RotaryEmbedding", RunRotary) { Widens = true },
        new("LinearAttention", RunLinear) { Widens = true },
        new("CausalConvWithState", RunConvolution) { Widens = true },
        new("SwiGLU", RunSwiGlu) { Widens = true, InPlace = true },
    ];

    private static void RunRotary(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Reals(input.Element, new Rotary(x, input, x.OutputLike(0, input)));
    }

    private static void RunLinear(OperatorContext x) => ElementDispatch.Reals(x.Input(0).Element, new LinearAttention(x));

    private static void RunConvolution(OperatorContext x) => ElementDispatch.Reals(x.Input(0).Element, new CausalConvolution(x));

    private static void RunSwiGlu(OperatorContext x) => ElementDispatch.Reals(x.Input(0).Element, new SwiGlu(x.Input(0), x.Input(1), x.OutputLike(0, x.Input(0)), x.Node.Float("alpha", 1)));

    private readonly struct Rotary(OperatorContext x, RuntimeTensor input, RuntimeTensor output) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (cos, sin, positions) = (x.Input(1), x.Input(2), x.Integers(3));
            var packed = input.Rank == 3;
            var heads = packed ? x.Node.Int("num_heads", 1) : input.Dims[1];
            var length = packed ? input.Dims[1] : input.Dims[2];
            var size = packed ? input.Dims[2] / heads : input.Dims[3];
            var turned = x.Node.Int("rotary_embedding_dim", 0) is > 0 and var some ? some : size;
            var interleaved = x.Node.Int("interleaved", 0) != 0;
            var from = input.Span<T>();
            var to = output.Span<T>();
            for (var i = 0L; i < input.Count / size; i++)
            {
                var token = packed ? i / heads : (i / (heads * length) * length) + (i % length);
                var row = (int)((positions?[token] ?? token) * (turned / 2));
                var values = from.Slice((int)(i * size), (int)size);
                var result = to.Slice((int)(i * size), (int)size);
                values[(int)turned..].CopyTo(result[(int)turned..]);
                for (var j = 0; j < turned / 2; j++)
                {
                    var (first, second) = interleaved ? (2 * j, (2 * j) + 1) : (j, j + (int)(turned / 2));
                    var (c, s) = (cos.Span<T>()[row + j], sin.Span<T>()[row + j]);
                    var (real, imaginary) = ((c * values[first]) - (s * values[second]), (s * values[first]) + (c * values[second]));
                    (result[first], result[second]) = (real, imaginary);
                }
            }
        }
    }

    // S = exp(g) S + β k ⊗ (v - exp(g) S' k), or parts of it; o = scale q' S. One state [key, value] for each head of keys.
    private readonly struct LinearAttention(OperatorContext x) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (q, k, v) = (x.Input(0), x.Input(1), x.Input(2));
            var (queryHeads, heads) = ((int)x.Node.Int("q_num_heads", 1), (int)x.Node.Int("kv_num_heads", 1));
            var (batch, length, keySize, valueSize) = ((int)q.Dims[0], (int)q.Dims[1], (int)q.Dims[2] / queryHeads, (int)v.Dims[2] / heads);
            var output = x.Output(0, q.Element, batch, length, queryHeads * valueSize);
            var state = new double[batch, heads, keySize, valueSize];
            if (x.Optional(3) is { } past) Fill(state, past);
            var given = x.Node.Float("scale", 0);
            var scale = given == 0 ? 1 / Math.Sqrt(keySize) : given;
            for (var b = 0; b < batch; b++)
            {
                for (var t = 0; t < length; t++)
                {
                    var token = (b * length) + t;
                    for (var h = 0; h < heads; h++) Update<T>(state, b, h, token, keySize, valueSize);
                    for (var h = 0; h < queryHeads; h++)
                    {
                        var shared = h / (queryHeads / heads);
                        for (var j = 0; j < valueSize; j++)
                        {
                            var sum = 0.0;
                            for (var i = 0; i < keySize; i++) sum += double.CreateTruncating(q.Span<T>()[(((token * queryHeads) + h) * keySize) + i]) * state[b, shared, i, j];
                            output.Span<T>()[(((token * queryHeads) + h) * valueSize) + j] = T.CreateTruncating(sum * scale);
                        }
                    }
                }
            }
            if (!x.Wants(1)) return;
            var present = x.Output(1, x.Has(3) ? x.Input(3).Element : q.Element, batch, heads, keySize, valueSize);
            var at = 0;
            foreach (var value in state) Write(present, at++, value);
        }

        private void Update<T>(double[,,,] state, int b, int h, int token, int keySize, int valueSize)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var rule = x.Node.Text("update_rule", "gated_delta");
            var (k, v, decay, beta) = (x.Input(1), x.Input(2), rule.Contains("gated", StringComparison.Ordinal) ? x.Optional(4) : null,
                rule.Contains("delta", StringComparison.Ordinal) ? x.Optional(5) : null);
            var heads = state.GetLength(1);
            var rate = beta is null ? 1 : double.CreateTruncating(beta.Span<T>()[beta.Dims[2] == 1 ? token : (token * heads) + h]);
            var key = k.Span<T>().Slice(((token * heads) + h) * keySize, keySize);
            for (var i = 0; i < keySize && decay is not null; i++)
            {
                var gate = decay.Dims[2] == heads ? (token * heads) + h : (((token * heads) + h) * keySize) + i;
                var factor = Math.Exp(double.CreateTruncating(decay.Span<T>()[gate]));
                for (var j = 0; j < valueSize; j++) state[b, h, i, j] *= factor;
            }
            for (var j = 0; j < valueSize; j++)
            {
                var value = double.CreateTruncating(v.Span<T>()[(((token * heads) + h) * valueSize) + j]);
                if (rule.Contains("delta", StringComparison.Ordinal)) for (var i = 0; i < keySize; i++) value -= state[b, h, i, j] * double.CreateTruncating(key[i]);
                for (var i = 0; i < keySize; i++) state[b, h, i, j] += rate * double.CreateTruncating(key[i]) * value;
            }
        }

        private static void Fill(double[,,,] state, RuntimeTensor past)
        {
            var span = MemoryMarshal.CreateSpan(ref state[0, 0, 0, 0], state.Length);
            for (var i = 0; i < span.Length; i++) span[i] = ScalarReading.Real(past, i);
        }

        private static void Write(RuntimeTensor tensor, int at, double value)
        {
            if (tensor.Element == ElementType.Float) tensor.Span<float>()[at] = (float)value;
            else tensor.Span<double>()[at] = value;
        }
    }

    private readonly struct CausalConvolution(OperatorContext x) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (input, weight, bias, past) = (x.Input(0), x.Input(1), x.Optional(2), x.Optional(3));
            var (channels, length, taps) = ((int)input.Dims[1], (int)input.Dims[2], (int)weight.Dims[2]);
            var output = x.OutputLike(0, input);
            var present = x.Output(1, input.Element, input.Dims[0], channels, taps - 1);
            var swish = x.Node.Text("activation", "none") != "none";
            var line = new T[length + taps - 1];
            for (var p = 0; p < input.Dims[0] * channels; p++)
            {
                if (past is null) line.AsSpan(0, taps - 1).Clear();
                else past.Span<T>().Slice(p * (taps - 1), taps - 1).CopyTo(line);
                input.Span<T>().Slice(p * length, length).CopyTo(line.AsSpan(taps - 1));
                for (var t = 0; t < length; t++)
                {
                    var sum = bias is null ? T.Zero : bias.Span<T>()[p % channels];
                    for (var i = 0; i < taps; i++) sum += line[t + i] * weight.Span<T>()[(p % channels * taps) + i];
                    output.Span<T>()[(p * length) + t] = swish ? sum / (T.One + T.Exp(-sum)) : sum;
                }
                line.AsSpan(length).CopyTo(present.Span<T>()[(p * (taps - 1))..]);
            }
        }
    }

    private readonly struct SwiGlu(RuntimeTensor gate, RuntimeTensor value, RuntimeTensor output, float alpha) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var a = gate.Span<T>();
            var b = value.Span<T>();
            var slope = T.CreateTruncating(alpha);
            for (var i = 0; i < output.Count; i++) output.Span<T>()[i] = a[i] / (T.One + T.Exp(-slope * a[i])) * b[i];
        }
    }
}
