using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Accelerators.LoopNests.Networks;

/// <summary>Says the products of a layer as loop nests: a convolution with its sliding window, everything else as matrix products.</summary>
public static class NestLayers
{
    private static readonly string[] s_convolution = ["N", "G", "M", "C", "P", "Q", "R", "S"];
    private static readonly string[] s_product = ["B", "M", "N", "K"];

    /// <summary>The nests of one run of a layer, each with how often it runs; none if it multiplies nothing.</summary>
    public static IReadOnlyList<(NestWorkload Workload, long Times)> Of(LayerProfile layer)
    {
        var products = layer.Flow.Products;
        if (layer.Flow.Window is { } window && products.Count == 1) return [(Convolution(window), layer.Repeats)];
        return [.. products.Where(p => p.Macs > 0).Select(p => (Product(p), checked(p.Steps * layer.Repeats)))];
    }

    /// <summary>A convolution: weights [G, M, C, R, S], inputs [N, G, C, P s + R d, Q s + S d], outputs [N, G, M, P, Q].</summary>
    public static NestWorkload Convolution(ConvolutionWindow w)
    {
        const int N = 0, G = 1, M = 2, C = 3, P = 4, Q = 5, R = 6, S = 7;
        return new("convolution", s_convolution, [w.Batch, w.Groups, w.Filters, w.Channels, w.Height, w.Width, w.KernelHeight, w.KernelWidth],
        [
            new("Weights", [[new(G)], [new(M)], [new(C)], [new(R)], [new(S)]]),
            new("Inputs", [[new(N)], [new(G)], [new(C)], [new(P, w.StrideHeight), new(R, w.DilationHeight)], [new(Q, w.StrideWidth), new(S, w.DilationWidth)]]),
            new("Outputs", [[new(N)], [new(G)], [new(M)], [new(P)], [new(Q)]], IsOutput: true),
        ]);
    }

    /// <summary>
    /// The nests of a layer's backward pass: the same loops with another tensor written. The gradient of the weights is summed from inputs and gradients of the
    /// outputs (which take the place of the weights), that of the inputs from weights and gradients of the outputs (which take the place of the inputs).
    /// </summary>
    /// <param name="forward">A nest of the forward pass.</param>
    /// <param name="times">How often the backward pass does its products: 0; 1, for the weights; or 2.</param>
    public static IEnumerable<NestWorkload> Backward(NestWorkload forward, int times)
    {
        var (weights, inputs, outputs) = (forward.Tensors[0], forward.Tensors[1], forward.Tensors[2]);
        if (times > 0) yield return Written("gradient of the weights", outputs, inputs, weights);
        if (times > 1) yield return Written("gradient of the inputs", weights, outputs, inputs);

        NestWorkload Written(string name, NestTensor first, NestTensor second, NestTensor written) => forward with
        {
            Name = $"{forward.Name}, {name}",
            Tensors = [new("Weights", first.Axes), new("Inputs", second.Axes), new("Outputs", written.Axes, IsOutput: true)],
        };
    }

    /// <summary>A stack of matrix products: left [B, M, K], right [B, K, N], out [B, M, N].</summary>
    public static NestWorkload Product(MatrixProduct p)
    {
        const int B = 0, M = 1, N = 2, K = 3;
        return new("matrix product", s_product, [p.Count, p.M, p.N, p.K],
        [
            new("Weights", [[new(B)], [new(K)], [new(N)]]),
            new("Inputs", [[new(B)], [new(M)], [new(K)]]),
            new("Outputs", [[new(B)], [new(M)], [new(N)]], IsOutput: true),
        ]);
    }
}
