namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>A row of a SCALE-Sim topology: a convolution without padding, or a product M x K times K x N, which is one of a 1 x K window.</summary>
public sealed record ScaleSimLayer
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Rows of the input.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Columns of the input.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Rows of the filter.</summary>
    public required int FilterHeight { get; init; }

    /// <summary>Columns of the filter.</summary>
    public required int FilterWidth { get; init; }

    /// <summary>Channels of the input.</summary>
    public required int Channels { get; init; }

    /// <summary>Filters, which are channels of the output.</summary>
    public required int Filters { get; init; }

    /// <summary>The step of the window down the input; across it, too, if nothing else is said.</summary>
    public required int Stride { get; init; }

    /// <summary>The step across the input: a ninth field of a row, as later versions read it; null for that down it.</summary>
    public int? StrideAcross { get; init; }

    /// <summary>N of the sparsity N:M in the topology: weights that are left of each M.</summary>
    public int SparseKept { get; init; } = 1;

    /// <summary>M of the sparsity N:M in the topology.</summary>
    public int SparseOf { get; init; } = 1;

    /// <summary>Rows of the output: ceil((H - R + s) / s), so that the last window may reach beyond the input.</summary>
    public int OutputHeight => ((InputHeight - FilterHeight + Stride) + Stride - 1) / Stride;

    /// <summary>Columns of the output.</summary>
    public int OutputWidth => ((InputWidth - FilterWidth + Across) + Across - 1) / Across;

    /// <summary>The step across the input.</summary>
    internal int Across => StrideAcross ?? Stride;

    /// <summary>Output positions.</summary>
    public int M => checked(OutputHeight * OutputWidth);

    /// <summary>Output channels.</summary>
    public int N => Filters;

    /// <summary>What one output is summed over.</summary>
    public int K => checked(FilterHeight * FilterWidth * Channels);

    /// <summary>Multiplications of the product.</summary>
    public long Macs => checked((long)M * N * K);

    /// <summary>A product as a layer.</summary>
    public static ScaleSimLayer Product(string name, int m, int n, int k) => new()
    {
        Name = name, InputHeight = m, InputWidth = k, FilterHeight = 1, FilterWidth = k, Channels = 1, Filters = n, Stride = 1,
    };
}
