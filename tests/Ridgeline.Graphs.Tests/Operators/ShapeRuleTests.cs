namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>Output types of single nodes: known, symbolic and unknown dimensions.</summary>
public sealed class ShapeRuleTests
{
    [Theory]
    // Elementwise: broadcasting, names, unknown ranks, the old rule before version 7.
    [InlineData("Add", "float[3x1] float[4]", "", "float[3x4]")]
    [InlineData("Add", "float[Nx1] float[4]", "", "float[Nx4]")]
    [InlineData("Add", "float[*] float[4]", "", "float[*]")]
    [InlineData("Add@6", "float[2x3x4] float[3]", "axis=1 broadcast=1", "float[2x3x4]")]
    [InlineData("Mul", "float[0x3] float[1x3]", "", "float[0x3]")]
    [InlineData("Sum", "float[2x1] float[1x3] float[1]", "", "float[2x3]")]
    [InlineData("Pow", "float[2x3] int64[3]", "", "float[2x3]")]
    [InlineData("PRelu", "float[2x3x4] float[3x1]", "", "float[2x3x4]")]
    [InlineData("Equal", "int64[2x1] int64[3]", "", "bool[2x3]")]
    [InlineData("IsNaN", "float[Nx2]", "", "bool[Nx2]")]
    [InlineData("Where", "bool[2x1] float[3] float[scalar]", "", "float[2x3]")]
    [InlineData("Cast", "float[Nx2]", "to=10", "float16[Nx2]")]
    [InlineData("Cast@1", "float[2]", "to=INT64", "int64[2]")]
    [InlineData("CastLike", "float[2] bfloat16[7]", "", "bfloat16[2]")]
    [InlineData("SwiGLU@28", "float[Nx8] float[4x8]", "", "float[4x8]")]
    // Products.
    [InlineData("MatMul", "float[2x3x4] float[4x5]", "", "float[2x3x5]")]
    [InlineData("MatMul", "float[4] float[4]", "", "float[scalar]")]
    [InlineData("MatMul", "float[4] float[7x4x5]", "", "float[7x5]")]
    [InlineData("MatMul", "float[BxSx768] float[768x64]", "", "float[BxSx64]")]
    [InlineData("MatMul", "float[5x0] float[0x3]", "", "float[5x3]")]
    [InlineData("MatMul", "? float[4x5]", "", "float[*]")]
    [InlineData("Gemm", "float[4x3] float[5x4]", "transA=1 transB=1", "float[3x5]")]
    [InlineData("Gemm", "float[*] float[5x4]", "", "float[?x4]")]
    [InlineData("MatMulInteger", "uint8[4x3] uint8[3x2]", "", "int32[4x2]")]
    [InlineData("QLinearMatMul", "uint8[2x4] float[1] uint8[1] int8[4x3] float[1] int8[1] float[1] int8[1]", "", "int8[2x3]")]
    [InlineData("com.microsoft::FusedMatMul", "float[2x4x3] float[2x5x4]", "transA=1 transB=1", "float[2x3x5]")]
    [InlineData("com.microsoft::MatMulNBits", "float16[NxSx64] uint8[32x2x16] float16[64]", "K=64 N=32", "float16[NxSx32]")]
    [InlineData("Det", "float[2x5x5]", "", "float[2]")]
    // Einstein's summation.
    [InlineData("Einsum", "float[2x3] float[3x4]", "equation=ij,jk->ik", "float[2x4]")]
    [InlineData("Einsum", "float[2x3] float[3x4]", "equation=ij,jk", "float[2x4]")]
    [InlineData("Einsum", "float[5x2x3] float[5x3x4]", "equation=...ij,...jk->...ik", "float[5x2x4]")]
    [InlineData("Einsum", "float[3x3]", "equation=ii->i", "float[3]")]
    [InlineData("Einsum", "float[Bx2xSx3] float[Bx2xTx3]", "equation=bhsd,bhtd->bhst", "float[Bx2xSxT]")]
    [InlineData("Einsum", "float[*] float[3x4]", "equation=ij,jk->ik", "float[?x4]")]
    [InlineData("Einsum", "float[7x2x3]", "equation=i...->...", "float[2x3]")]
    // Reductions: attribute, then input.
    [InlineData("ReduceSum@11", "float[2x3x4]", "axes=[1] keepdims=0", "float[2x4]")]
    [InlineData("ReduceSum", "float[2x3x4] int64{1}", "", "float[2x1x4]")]
    [InlineData("ReduceMean", "float[2x3x4] int64{-1,0}", "keepdims=0", "float[3]")]
    [InlineData("ReduceMean@13", "float[NxCx7x7]", "axes=[2,3]", "float[NxCx1x1]")]
    [InlineData("ReduceMax", "float[2x3]", "", "float[1x1]")]
    [InlineData("ReduceMax", "float[*]", "keepdims=0", "float[scalar]")]
    [InlineData("ReduceMax", "float[2x3] int64{}", "noop_with_empty_axes=1", "float[2x3]")]
    [InlineData("ReduceMax", "float[2x3x4] int64[2]", "keepdims=0", "float[?]")]
    [InlineData("ReduceMax", "float[2x3x4] int64[K]", "", "float[?x?x?]")]
    [InlineData("ArgMax", "float[2x3x4]", "axis=-1 keepdims=0", "int64[2x3]")]
    [InlineData("CumSum", "float[2xN] int64(1)", "", "float[2xN]")]
    // Pooling.
    [InlineData("MaxPool", "float[1x6x24x24]", "kernel_shape=[2,2] strides=[2,2]", "float[1x6x12x12]")]
    [InlineData("MaxPool", "float[Nx64x112x112]", "kernel_shape=[3,3] strides=[2,2] pads=[1,1,1,1]", "float[Nx64x56x56]")]
    [InlineData("AveragePool", "float[1x1x4x4]", "kernel_shape=[3,3] strides=[2,2] ceil_mode=1", "float[1x1x2x2]")]
    [InlineData("GlobalAveragePool", "float[Nx2048xHxW]", "", "float[Nx2048x1x1]")]
    [InlineData("MaxRoiPool", "float[1x3x8x8] float[5x5]", "pooled_shape=[2,2]", "float[5x3x2x2]")]
    // Quantisation.
    [InlineData("QuantizeLinear", "float[2x3] float[scalar]", "", "uint8[2x3]")]
    [InlineData("QuantizeLinear", "float[2x3] float[scalar] int8[scalar]", "", "int8[2x3]")]
    [InlineData("QuantizeLinear", "float[2x3] float[scalar]", "output_dtype=22", "int4[2x3]")]
    [InlineData("DequantizeLinear", "uint8[2x3] float16[scalar]", "", "float16[2x3]")]
    [InlineData("com.microsoft::QLinearConcat", "float[1] uint8[1] uint8[2x3] float[1] uint8[1] uint8[2x4] float[1] uint8[1]", "axis=1", "uint8[2x7]")]
    // Normalisation.
    [InlineData("RMSNormalization", "float[NxSx64] float16[64]", "", "float16[NxSx64]")]
    [InlineData("Softmax", "float[2xN]", "axis=-1", "float[2xN]")]
    // Random, losses, learning.
    [InlineData("RandomNormal", "", "shape=[2,3]", "float[2x3]")]
    [InlineData("RandomUniformLike", "int32[2xN]", "dtype=11", "double[2xN]")]
    [InlineData("Multinomial", "float[3x10]", "sample_size=4", "int32[3x4]")]
    [InlineData("NegativeLogLikelihoodLoss", "float[3x5x2] int64[3x2]", "reduction=none", "float[3x2]")]
    [InlineData("SoftmaxCrossEntropyLoss", "float[3x5] int64[3]", "", "float[scalar]")]
    [InlineData("ai.onnx.ml::ArrayFeatureExtractor", "float[3x5] int64[1x2]", "", "float[3x2]")]
    [InlineData("ai.onnx.ml::LinearRegressor", "float[Nx5]", "targets=2", "float[Nx2]")]
    [InlineData("ai.onnx.ml::ZipMap", "float[Nx3]", "", "seqmapint64, float[scalar]")]
    // Attention and what goes with it.
    [InlineData("RotaryEmbedding", "float[Bx8xSx64] float[128x32] float[128x32]", "", "float[Bx8xSx64]")]
    [InlineData("Attention", "float[2x8x5x64] float[2x2x7x64] float[2x2x7x32]", "", "float[2x8x5x32]")]
    [InlineData("Attention", "float[Bx5x512] float[Bx7x128] float[Bx7x64]", "q_num_heads=8 kv_num_heads=2", "float[Bx5x256]")]
    [InlineData("com.microsoft::MoE", "float[BxSx64] float[Nx8] float[8x128x64] - float[8x64x128]", "k=2", "float[BxSx64]")]
    public void Output_type(string op, string inputs, string attributes, string expected)
    {
        var node = new OneNode(op, inputs, attributes);
        Assert.Empty(node.Errors);
        Assert.Equal(expected, node.Types);
    }

    [Theory]
    [InlineData("Dropout", "float[2x3]", "", "float[2x3] bool[2x3]")]
    [InlineData("Dropout@7", "float[2x3]", "", "float[2x3] float[2x3]")]
    [InlineData("TopK", "float[2x10] int64{3}", "", "float[2x3] int64[2x3]")]
    [InlineData("TopK@1", "float[2x10]", "k=4 axis=1", "float[2x4] int64[2x4]")]
    [InlineData("TopK", "float[2x10] int64[1]", "", "float[2x?] int64[2x?]")]
    [InlineData("MaxPool", "float[1x1x4x4]", "kernel_shape=[2,2]", "float[1x1x3x3] int64[1x1x3x3]")]
    [InlineData("DynamicQuantizeLinear", "float[2xN]", "", "uint8[2xN] float[scalar] uint8[scalar]")]
    [InlineData("LayerNormalization", "float16[2x3x4] float16[4]", "axis=1", "float16[2x3x4] float[2x1x1] float[2x1x1]")]
    [InlineData("BatchNormalization", "float[Nx8x4x4] float[8] float[8] float[8] float[8]", "training_mode=1", "float[Nx8x4x4] float[8] float[8]")]
    [InlineData("LSTM", "float[SxBx10] float[1x80x10] float[1x80x20]", "hidden_size=20", "float[Sx1xBx20] float[1xBx20] float[1xBx20]")]
    [InlineData("GRU", "float[Bx7x10] float[2x60x10] float[2x60x20]", "layout=1 direction=bidirectional", "float[Bx7x2x20] float[Bx2x20]")]
    [InlineData("Attention", "float[2x8x1x64] float[2x2x1x64] float[2x2x1x64] - float[2x2xPx64] float[2x2xPx64]", "",
        "float[2x8x1x64] float[2x2xP+1x64] float[2x2xP+1x64] float[2x8x1xP+1]")]
    [InlineData("LinearAttention@27", "float[2x5x64] float[2x5x32] float[2x5x16] float[2x4x8x4]", "q_num_heads=8 kv_num_heads=4", "float[2x5x32] float[2x4x8x4]")]
    [InlineData("CausalConvWithState@27", "float[2x16x9] float[16x1x4]", "", "float[2x16x9] float[2x16x3]")]
    [InlineData("com.microsoft::GroupQueryAttention", "float[2x1x512] float[2x1x128] float[2x1x128] float[2x2x100x64] float[2x2x100x64] int32[2] int32(9)",
        "num_heads=8 kv_num_heads=2", "float[2x1x512] float[2x2x100x64] float[2x2x100x64]")]
    [InlineData("com.microsoft::SkipLayerNormalization", "float[2x3x4] float[2x3x4] float[4]", "", "float[2x3x4] float[2x3x1] float[2x3x1] float[2x3x4]")]
    [InlineData("ai.onnx.preview.training::Momentum", "float[scalar] int64[scalar] float[2] float[3] float[2] float[3] float[2] float[3]", "",
        "float[2] float[3] float[2] float[3]")]
    public void Output_types(string op, string inputs, string attributes, string expected)
    {
        var node = new OneNode(op, inputs, attributes, expected.Split(' ').Length);
        Assert.Empty(node.Errors);
        Assert.Equal(expected, node.Types);
    }

    [Theory]
    [InlineData("Add", "float[3] float[4]", "", "do not broadcast")]
    [InlineData("MatMul", "float[2x3] float[4x5]", "", "inner dimensions")]
    [InlineData("MatMul", "float[scalar] float[4x5]", "", "scalar")]
    [InlineData("Gemm", "float[2x3x4] float[4x5]", "", "rank 3")]
    [InlineData("Einsum", "float[2x3] float[4x5]", "equation=ij,jk->ik", "'j'")]
    [InlineData("Einsum", "float[2x3]", "equation=ij,jk->ik", "2 terms for 1 inputs")]
    [InlineData("Einsum", "float[2x3]", "equation=ij->iz", "'z'")]
    [InlineData("Softmax", "float[2x3]", "axis=2", "axis 2")]
    [InlineData("ReduceSum", "float[2x3] int64{5}", "", "axis 5")]
    [InlineData("MaxPool", "float[1x1x2x2]", "kernel_shape=[3,3]", "reaches over 3")]
    [InlineData("TopK", "float[2x3] int64{4}", "", "4 best of 3")]
    [InlineData("LSTM", "float[5x2x10] float[1x80x11] float[1x80x20]", "", "width")]
    [InlineData("Attention", "float[2x5x10] float[2x5x10] float[2x5x10]", "q_num_heads=3 kv_num_heads=3", "3 heads")]
    [InlineData("NegativeLogLikelihoodLoss", "float[3x5] int64[4]", "", "targets")]
    [InlineData("BitCast@26", "float[3]", "to=10", "not of one width")]
    [InlineData("SwiGLU@28", "float[3x4] float[3x5]", "", "gate")]
    public void Impossible_inputs_are_said_to_be(string op, string inputs, string attributes, string message)
    {
        var node = new OneNode(op, inputs, attributes);
        Assert.Contains(message, Assert.Single(node.Errors), StringComparison.Ordinal);
    }
}
