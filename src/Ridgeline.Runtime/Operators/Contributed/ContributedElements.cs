using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using static Ridgeline.Runtime.Operators.Contributed;

namespace Ridgeline.Runtime.Operators;

/// <summary>ONNX Runtime's activations with a bias, and what it has of ONNX's own under its name.</summary>
internal static class ContributedElements
{
    public static readonly Implementation[] Rows =
    [
        Row("Gelu", x => x.End("Gelu", [x[0]])),
        Row("BiasGelu", x => x.End("Gelu", [Sum(x, x[0]!, x[1])])),
        Row("FastGelu", x => x.End("Gelu", [Sum(x, x[0]!, x[1])], NodeAttribute.Of("approximate", "tanh"))),
        Row("QuickGelu", x => x.End("Swish", [x[0]], NodeAttribute.Of("alpha", x.Node.Float("alpha", 1.702f)))),
        Row("BiasAdd", x => x.End("Add", [Sum(x, x[0]!, x[1]), x[2]])),
        Same("Trilu"), Same("GatherND"), Same("Range"), Same("Pad"), Same("GridSample"), Same("QuantizeLinear"), Same("DequantizeLinear"),
        Row("RotaryEmbedding", Rotate),
    ];

    // One position says where all sequences begin: that form is left out.
    private static bool Rotate(Expansion x) => x.Dims(x[1]) is { Length: 2 } && x.Node.Int("is_packed_batching", 0) == 0
        && x.End("RotaryEmbedding", [x[0], x[2], x[3], x[1]], [.. x.Node.Attributes.Values.Where(a => a.Name is "interleaved" or "num_heads" or "rotary_embedding_dim")]);
}
