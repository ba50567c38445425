using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>A window that slides over spatial dimensions, with all numbers known: kernel, strides, dilations, padding and the sizes that come out.</summary>
internal sealed record SlidingWindow
{
    private SlidingWindow(long[] input, long[] kernel, Node node)
    {
        (Input, Kernel) = (input, kernel);
        Strides = Numbers(node, "strides", 1, kernel.Length);
        Dilations = Numbers(node, "dilations", 1, kernel.Length);
        (Output, Pads) = ([], []);
    }

    /// <summary>Spatial sizes of the input; of the output where the window goes backward.</summary>
    public long[] Input { get; }

    /// <summary>Places of the kernel along each dimension.</summary>
    public long[] Kernel { get; }

    /// <summary>How far the window moves.</summary>
    public long[] Strides { get; }

    /// <summary>How far its places lie apart.</summary>
    public long[] Dilations { get; }

    /// <summary>Padding before and then behind each dimension: [begin0, begin1, …, end0, end1, …].</summary>
    public long[] Pads { get; private init; }

    /// <summary>How many places the window takes along each dimension.</summary>
    public long[] Output { get; private init; }

    /// <summary>The number of spatial dimensions.</summary>
    public int Rank => Kernel.Length;

    /// <summary>The number of places of the kernel.</summary>
    public long Taps => Kernel.Aggregate(1L, (a, b) => a * b);

    /// <summary>The window of a convolution or pooling node over an input of [N, C, spatial…].</summary>
    public static SlidingWindow Of(Node node, long[] input, long[]? weightKernel)
    {
        var spatial = input[2..];
        var kernel = node.Ints("kernel_shape") ?? weightKernel ?? throw new OperatorException("it has no kernel_shape");
        var window = new SlidingWindow(spatial, kernel, node);
        var pads = Numbers(node, "pads", 0, 2 * kernel.Length);
        var output = new long[kernel.Length];
        var auto = node.Text("auto_pad", "NOTSET");
        for (var i = 0; i < output.Length; i++)
        {
            var reach = window.Reach(i);
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                output[i] = (spatial[i] + window.Strides[i] - 1) / window.Strides[i];
                var total = Math.Max(((output[i] - 1) * window.Strides[i]) + reach - spatial[i], 0);
                pads[i] = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
                pads[i + output.Length] = total - pads[i];
                continue;
            }
            if (auto == "VALID") pads[i] = pads[i + output.Length] = 0;
            output[i] = window.Count(i, pads, node.Int("ceil_mode", 0) != 0);
        }
        return window with { Pads = pads, Output = output };
    }

    /// <summary>
    /// The window of a transposed convolution over an input of [N, C, spatial…]: <see cref="Input"/> is what comes out, <see cref="Output"/> what goes in.
    /// </summary>
    public static SlidingWindow Transposed(Node node, long[] input, long[] weightKernel)
    {
        var spatial = input[2..];
        var kernel = node.Ints("kernel_shape") ?? weightKernel;
        var rank = kernel.Length;
        var extra = Numbers(node, "output_padding", 0, rank);
        var pads = Numbers(node, "pads", 0, 2 * rank);
        var auto = node.Text("auto_pad", "NOTSET");
        var asked = node.Ints("output_shape");
        if (asked is { Length: var n } && n > rank) asked = asked[^rank..];
        var made = new long[rank];
        var window = new SlidingWindow(made, kernel, node);
        for (var i = 0; i < rank; i++)
        {
            var full = (window.Strides[i] * (spatial[i] - 1)) + extra[i] + window.Reach(i);
            if (asked is null && auto is not ("SAME_UPPER" or "SAME_LOWER"))
            {
                if (auto == "VALID") pads[i] = pads[i + rank] = 0;
                made[i] = full - pads[i] - pads[i + rank];
                continue;
            }
            made[i] = asked?[i] ?? (spatial[i] * window.Strides[i]);
            var total = Math.Max(full - made[i], 0);
            pads[i] = auto == "SAME_UPPER" || auto == "NOTSET" ? total / 2 : total - (total / 2);
            pads[i + rank] = total - pads[i];
        }
        return window with { Pads = pads, Output = spatial };
    }

    /// <summary>How many places of the input the kernel spans along a dimension.</summary>
    public long Reach(int dimension) => ((Kernel[dimension] - 1) * Dilations[dimension]) + 1;

    /// <summary>The window positions [from, to) along a dimension at which a kernel place lies inside the input.</summary>
    public (long From, long To) Inside(int dimension, long place)
    {
        var shift = Pads[dimension] - (place * Dilations[dimension]);
        var from = shift <= 0 ? 0 : (shift + Strides[dimension] - 1) / Strides[dimension];
        var room = Input[dimension] - 1 + shift;
        var to = room < 0 ? 0 : Math.Min(Output[dimension], (room / Strides[dimension]) + 1);
        return (from, Math.Max(from, to));
    }

    private long Count(int i, long[] pads, bool ceiling)
    {
        var room = Input[i] + pads[i] + pads[i + Rank] - Reach(i);
        if (room < 0) throw new OperatorException($"the kernel reaches over {Reach(i)} places, but the padded input has {Input[i] + pads[i] + pads[i + Rank]}");
        if (!ceiling) return (room / Strides[i]) + 1;
        var steps = (room + Strides[i] - 1) / Strides[i];
        // A window that would start in the padding at the end is left out.
        if (steps * Strides[i] >= Input[i] + pads[i]) steps--;
        return steps + 1;
    }

    private static long[] Numbers(Node node, string name, long fallback, int count)
    {
        var given = node.Ints(name);
        return given is { Length: > 0 } ? (long[])given.Clone() : Array.ConvertAll(new long[count], _ => fallback);
    }
}
