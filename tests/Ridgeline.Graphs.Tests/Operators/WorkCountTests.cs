using System.Globalization;

namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>Work counts against closed forms written out by hand.</summary>
public sealed class WorkCountTests
{
    [Theory]
    [InlineData("Relu", "float[2x3]", "", "cmp 6")]
    [InlineData("Sigmoid", "float[2x3]", "", "add 6 div 6 exp 6")]
    [InlineData("Add", "float[3x1] float[1x4]", "", "add 12")]
    [InlineData("Mean", "float[10] float[10] float[10]", "", "add 20 div 10")]
    [InlineData("Max", "float[10] float[10] float[10]", "", "cmp 20")]
    [InlineData("Clip", "float[10] float(0)", "", "cmp 10")]
    [InlineData("Clip@6", "float[10]", "min=0f max=6f", "cmp 20")]
    [InlineData("Gelu", "float[10]", "", "add 10 mul 30 exp 10")]
    [InlineData("Gelu", "float[10]", "approximate=tanh", "add 20 mul 60 exp 10")]
    [InlineData("SwiGLU@28", "float[10] float[10]", "", "add 10 mul 20 div 10 exp 10")]
    [InlineData("Cast", "float[10]", "to=10", "")]
    [InlineData("Dropout", "float[10]", "", "")]
    [InlineData("Dropout", "float[10] float(0.5) bool(1)", "", "mul 10 cmp 10")]
    // 2*3*5 outputs of 4 terms.
    [InlineData("MatMul", "float[2x3x4] float[4x5]", "", "macs 120")]
    [InlineData("MatMul", "float[4] float[4]", "", "macs 4")]
    [InlineData("MatMul", "float[5x0] float[0x3]", "", "")]
    [InlineData("Gemm", "float[3x4] float[4x5] float[5]", "", "macs 60 add 15")]
    [InlineData("Gemm", "float[4x3] float[4x5] float[5]", "transA=1 alpha=0.5f beta=2f", "macs 60 add 15 mul 20")]
    [InlineData("com.microsoft::FusedMatMul", "float[4x3] float[4x5]", "transA=1 alpha=0.125f", "macs 60 mul 15")]
    [InlineData("com.microsoft::MatMulNBits", "float16[3x64] uint8[32x2x16] float16[64]", "K=64 N=32", "macs 6144 mul 2048")]
    [InlineData("Einsum", "float[2x3x5x4] float[2x3x6x4]", "equation=bhsd,bhtd->bhst", "macs 720")]
    [InlineData("Einsum", "float[2x3] float[3x4] float[4x5]", "equation=ij,jk,kl->il", "macs 120 mul 120")]
    [InlineData("Einsum", "float[2x3]", "equation=ij->i", "add 4")]
    // n = 3: 3 divisions; (2*3*5)/6 = 5 updates and 2 products of the diagonal.
    [InlineData("Det", "float[3x3]", "", "add 5 mul 7 div 3")]
    // 12 elements into 4: 8 foldings.
    [InlineData("ReduceSum", "float[4x3] int64{1}", "", "add 8")]
    [InlineData("ReduceMean", "float[4x3] int64{1}", "", "add 8 div 4")]
    [InlineData("ReduceL2", "float[4x3] int64{1}", "", "add 8 mul 12 div 4")]
    [InlineData("ReduceLogSumExp", "float[4x3] int64{1}", "", "add 24 cmp 8 exp 16")]
    [InlineData("ReduceSum", "float[0x3] int64{0}", "", "")]
    [InlineData("ArgMax", "float[4x3]", "axis=1", "cmp 8")]
    [InlineData("TopK", "float[2x10] int64{3}", "", "cmp 40")]
    // LeNet's pool1: 864 windows of 4.
    [InlineData("MaxPool", "float[1x6x24x24]", "kernel_shape=[2,2] strides=[2,2]", "cmp 2592")]
    [InlineData("AveragePool", "float[1x6x24x24]", "kernel_shape=[2,2] strides=[2,2]", "add 2592 div 864")]
    [InlineData("GlobalAveragePool", "float[2x3x7x7]", "", "add 288 div 6")]
    [InlineData("LpPool", "float[1x1x4x4]", "kernel_shape=[2,2] strides=[2,2]", "add 12 mul 16 div 4")]
    // Rows of 4: 3n-1 = 11 additions, 3n = 12 multiplications, 4 divisions, and n for the bias.
    [InlineData("LayerNormalization", "float[2x3x4] float[4]", "", "add 66 mul 72 div 24")]
    [InlineData("LayerNormalization", "float[2x3x4] float[4] float[4]", "", "add 90 mul 72 div 24")]
    [InlineData("RMSNormalization", "float[2x3x4] float[4]", "", "add 24 mul 72 div 18")]
    [InlineData("BatchNormalization", "float[2x8x4x4] float[8] float[8] float[8] float[8]", "", "add 272 mul 264 div 16")]
    // LRN: a square, 4 additions of the window, a scale, an addition, a power, a division.
    [InlineData("LRN", "float[1x10x1x1]", "size=5", "add 50 mul 20 div 10 exp 10")]
    [InlineData("Softmax", "float[6x4]", "axis=-1", "add 42 div 24 cmp 18 exp 24")]
    [InlineData("Softmax@11", "float[6x2x2]", "axis=1", "add 42 div 24 cmp 18 exp 24")]
    [InlineData("LogSoftmax", "float[6x4]", "axis=-1", "add 66 cmp 18 exp 30")]
    [InlineData("Softmax", "float[0x4]", "axis=0", "")]
    [InlineData("QuantizeLinear", "float[10] float[scalar]", "", "add 10 div 10 cmp 20")]
    [InlineData("DequantizeLinear", "uint8[10] float[scalar] uint8[scalar]", "", "add 10 mul 10")]
    // 35 steps of 20 units: 4*20*(10+20) MACs each; 80 joins; 4 additions, 3 products, 3 divisions and 5 functions a unit.
    [InlineData("LSTM", "float[7x5x10] float[1x80x10] float[1x80x20]", "", "macs 84000 add 5600 mul 2100 div 2100 exp 3500")]
    [InlineData("RNN", "float[7x5x10] float[1x20x10] float[1x20x20] float[1x40]", "", "macs 21000 add 2100 exp 700")]
    // 2*8*5 rows of 7 scores, width 64 and 32: 560 scores.
    [InlineData("Attention", "float[2x8x5x64] float[2x2x7x64] float[2x2x7x32]", "", "macs 53760 add 1040 mul 560 div 560 cmp 480 exp 560")]
    [InlineData("Attention", "float[2x8x5x64] float[2x2x7x64] float[2x2x7x32]", "is_causal=1 softcap=2f", "macs 53760 add 1600 mul 1120 div 1120 cmp 480 exp 1120")]
    [InlineData("RotaryEmbedding", "float[2x8x5x64] float[2x5x32] float[2x5x32]", "", "add 5120 mul 10240")]
    [InlineData("CausalConvWithState@27", "float[2x16x9] float[16x1x4] float[16]", "", "macs 1152 add 288")]
    // 10 steps, 4 state heads of 8 by 4, 8 readers.
    [InlineData("LinearAttention@27", "float[2x5x64] float[2x5x32] float[2x5x16]", "q_num_heads=8 kv_num_heads=4 update_rule=linear", "macs 3840 mul 320")]
    [InlineData("NegativeLogLikelihoodLoss", "float[3x5] int64[3]", "", "add 5 div 1")]
    [InlineData("ai.onnx.preview.training::Adam", "float[scalar] int64[scalar] float[10] float[10] float[10] float[10]", "", "add 50 mul 80 div 20")]
    public void Counts(string op, string inputs, string attributes, string expected) => Assert.Equal(expected, new OneNode(op, inputs, attributes).Counts);

    [Theory]
    [InlineData("Relu", "float[1x6x24x24]", "", 6912)]
    [InlineData("MaxPool", "float[1x6x24x24]", "kernel_shape=[2,2] strides=[2,2]", 2592)]
    [InlineData("Conv", "float[1x1x28x28] float[6x1x5x5] float[6]", "", 89856)]
    [InlineData("Gemm", "float[1x256] float[120x256] float[120]", "transB=1", 30720)]
    [InlineData("MatMul", "float[1x256] float[256x120]", "", 30720)]
    public void Counts_of_pthflops(string op, string inputs, string attributes, int expected)
    {
        var node = new OneNode(op, inputs, attributes);
        Assert.Equal(expected, node.Row.Pthflops!(node.Context));
    }

    [Theory]
    [InlineData("LRN", "float[128x96x55x55]", "size=5", 128L * 96 * 55 * 55 * 4)]
    [InlineData("Dropout", "float16[10x7]", "", 70L)]
    [InlineData("LSTM", "float[7x5x10] float[1x80x10] float[1x80x20]", "", 35L * 20 * 5 * 4)]
    [InlineData("LayerNormalization", "float16[2x3x4] float16[4]", "", 6L * 8)]
    public void Bytes_saved_for_the_backward_pass(string op, string inputs, string attributes, long expected)
    {
        var node = new OneNode(op, inputs, attributes);
        Assert.Equal(expected, node.Row.SavedExtra!(node.Context));
    }

    /// <summary>A mixture of experts multiplies with k experts a token, and reads no more experts than it has tokens for.</summary>
    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(3, 2, 6)]
    [InlineData(100, 2, 8)]
    public void Experts_in_use_are_read(int tokens, int k, int used)
    {
        const int Width = 64, Inner = 128;
        var node = new OneNode("com.microsoft::MoE", string.Create(CultureInfo.InvariantCulture, $"float[{tokens}x64] float[{tokens}x8] float[8x128x64] - float[8x64x128]"), $"k={k}");
        Assert.Equal(tokens * k * 2 * Width * Inner, node.Work.Macs.Value);
        Assert.Equal(4L * ((tokens * (Width + 8)) + (used * 2 * Width * Inner)), node.Work.Read!.Value.Value);
    }

    /// <summary>A cache of 4096 places that holds 9 positions is not read in full.</summary>
    [Fact]
    public void Only_the_used_part_of_a_cache_is_read()
    {
        var node = new OneNode(
            "com.microsoft::GroupQueryAttention",
            "float[1x1x512] float[1x1x128] float[1x1x128] float[1x2x4096x64] float[1x2x4096x64] int32[1] int32(9)",
            "num_heads=8 kv_num_heads=2",
            outputs: 3);
        Assert.Equal(8 * 9 * (64 + 64), node.Work.Macs.Value);
        Assert.Equal(4 * (512 + 128 + 128 + (2 * 8 * 128)), node.Work.Read!.Value.Value);
        Assert.Equal(4 * (512 + (2 * 128)), node.Work.Written!.Value.Value);
    }
}
