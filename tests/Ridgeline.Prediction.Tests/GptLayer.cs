using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction.Tests;

/// <summary>The operators of a layer of GPT-3 (width 12288, 96 heads of 128) as one of four devices runs them: batch 8, 2048 positions, or 1 after 3072.</summary>
internal static class GptLayer
{
    private const long Width = 12288;
    private const long Part = Width / 4;
    private const long Heads = 8 * 24;

    /// <summary>How many products of that size run one after the other: queries, keys and values are one operator each in LLMCompass.</summary>
    public static int Runs(string op) => op == "Q_K_V" ? 3 : 1;

    public static Measurement? Of(string op, bool prefill, Seconds time)
    {
        var (queries, keys) = prefill ? (2048L, 2048L) : (1L, 3072L);
        var rows = 8 * queries;
        return op switch
        {
            "Q_K_V" => Product(rows, Part, Width),
            "Q_mul_K" => Product(queries, keys, 128, Heads),
            "A_mul_V" => Product(queries, 128, keys, Heads),
            "Wo_proj" => Product(rows, Width, Part),
            "W1_proj" => Product(rows, Width, Width),
            "W2_proj" => Product(rows, Width, Width),
            "Softmax" => new("softmax", NumberFormat.Fp16, Heads * queries, keys, 1, 1, time),
            "LayerNorm_MHA" or "LayerNorm_FFN" => new("layernorm", NumberFormat.Fp16, rows, Width, 1, 1, time),
            "GeLU" => new("gelu", NumberFormat.Fp16, rows * Width, 1, 1, 1, time),
            _ => null,
        };

        Measurement Product(long m, long n, long k, long count = 1) => new("matmul", NumberFormat.Fp16, m, n, k, count, time);
    }
}
