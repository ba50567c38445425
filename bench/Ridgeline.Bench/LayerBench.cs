using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Runtime.Kernels.Attention;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Bench;

/// <summary>What surrounds the products of a transformer, on one thread, against ONNX Runtime's nodes.</summary>
internal static unsafe class LayerBench
{
    private const int Rows = 128;
    private static readonly float* s_x = Memory.Floats(Rows * 3072), s_y = Memory.Floats(Rows * 3072), s_z = Memory.Floats(Rows * 3072), s_gamma = Memory.Floats(3072, 2), s_beta = Memory.Floats(3072, 3);

    public static void Run()
    {
        using var pool = new WorkerPool(1);
        foreach (var (name, kind) in new[] { ("Exp", UnaryKind.Exp), ("Tanh", UnaryKind.Tanh), ("Sigmoid", UnaryKind.Sigmoid), ("Erf", UnaryKind.Erf), ("Gelu", UnaryKind.Gelu), ("Log", UnaryKind.Log), ("Relu", UnaryKind.Relu) })
        {
            Compare($"{name} 128x3072", Node(name, 3072), () => Unary.Run(new(kind), s_x, s_y, Rows * 3072, pool), 3072);
        }
        var softmax = new RowTask { X = s_x, XStride = 128, Y = s_y, YStride = 128, Length = 128, Scale = 1 };
        Compare("Softmax 1536x128", Node("Softmax", 1536), () => RowKernels.Run<Softmax>(softmax, Rows * 12, pool), 1536, 128);
        var norm = new RowTask { X = s_x, XStride = 768, Y = s_y, YStride = 768, Length = 768, Gamma = s_gamma, Beta = s_beta, Epsilon = 1e-5f };
        Compare("LayerNormalization 128x768", Node("LayerNormalization", 768, true), () => RowKernels.Run<LayerNormalization>(norm, Rows, pool), 768);
        Attention(pool);
    }

    // Twelve heads side by side, as projections leave them; ONNX Runtime gets the usual graph of Reshape, Transpose, MatMul, Softmax.
    private static void Attention(WorkerPool pool)
    {
        float* q = Memory.Floats(Rows * 768, 4), k = Memory.Floats(Rows * 768, 5), v = Memory.Floats(Rows * 768, 6);
        var call = new AttentionCall
        {
            Batch = 1, Heads = 12, KeyHeads = 12, Queries = Rows, Keys = Rows, HeadSize = 64, ValueSize = 64, Q = q, QHead = 64, QRow = 768, K = k, KHead = 64, KRow = 768, V = v, VHead = 64, VRow = 768,
            Y = s_y, YHead = 64, YRow = 768, Scale = 0.125f,
        };
        var scratch = (byte*)Memory.Floats(FloatAttention.ScratchBytes(call, 1) / 4);
        var b = new GraphBuilder("attention", 17);
        Value Heads(string name, params long[] order)
        {
            var split = b.Node("Reshape", name + "_split", [b.Input(name, ElementType.Float, Rows, 768), b.Constant(name + "_shape", Tensor.OfInt64([Rows, 12L, 64], 3))]);
            return b.Node("Transpose", name + "_heads", [split], NodeAttribute.Of("perm", order));
        }
        var scores = b.Node("Mul", "scaled", [b.Node("MatMul", "scores", [Heads("q", 1, 0, 2), Heads("k", 1, 2, 0)]), b.Constant("scale", Tensor.OfFloat([0.125f], 1))]);
        var context = b.Node("MatMul", "context", [b.Node("Softmax", "weights", [scores], NodeAttribute.Of("axis", -1L)), Heads("v", 1, 0, 2)]);
        b.Output(b.Node("Reshape", "y", [b.Node("Transpose", "rows", [context], NodeAttribute.Of("perm", [1, 0, 2L])), b.Constant("flat", Tensor.OfInt64([Rows, 768L], 2))]));
        long[] dims = [Rows, 768];
        var ort = new OrtModel(b.Build(), 1, [((nint)q, dims), ((nint)k, dims), ((nint)v, dims)], [((nint)s_z, dims)]);
        Report("Attention 12 heads, 128, 64", () => FloatAttention.Run(call, pool, scratch), ort, 768, Rows);
    }

    private static GraphBuilder Node(string op, int columns, bool weighted = false)
    {
        var b = new GraphBuilder("node", 20);
        var length = op == "Softmax" ? 128 : columns;
        var x = b.Input("x", ElementType.Float, Rows * columns / length, length);
        Value?[] inputs = weighted
            ? [x, b.Constant("gamma", Tensor.OfFloat(new ReadOnlySpan<float>(s_gamma, columns), columns)), b.Constant("beta", Tensor.OfFloat(new ReadOnlySpan<float>(s_beta, columns), columns))]
            : [x];
        b.Output(b.Node(op, "y", inputs));
        return b;
    }

    private static void Compare(string name, GraphBuilder graph, Action ours, int columns, int length = 0)
    {
        long[] dims = [Rows * columns / (length == 0 ? columns : length), length == 0 ? columns : length];
        Report(name, ours, new OrtModel(graph.Build(), 1, [((nint)s_x, dims)], [((nint)s_z, dims)]), columns, Rows);
    }

    private static void Report(string name, Action ours, OrtModel ort, int columns, int rows)
    {
        var r = Interleaved.Compare(ours, ort.Run, 0.5);
        Console.WriteLine($"{name,-28} ours {r.Ours * 1e6,8:F1} us best {r.OursBest * 1e6,8:F1}   ort {r.Theirs * 1e6,8:F1} best {r.TheirsBest * 1e6,8:F1}   ratio {r.Ratio:F2}   diff {Memory.LargestDifference(s_y, s_z, (long)rows * columns):E1}");
    }
}
