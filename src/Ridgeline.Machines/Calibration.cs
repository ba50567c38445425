using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>What was fitted from measurements for a family of operators.</summary>
public sealed record Calibration
{
    /// <summary>The operators it holds for: <c>matmul</c>, <c>softmax</c>, or <c>all</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The precision it holds for; null for any.</summary>
    public Precision? Precision { get; init; }

    /// <summary>The share of peak compute that is reached at best; null if not fitted.</summary>
    public double? Compute { get; init; }

    /// <summary>The share of peak main-memory bandwidth that is reached at best; null if not fitted.</summary>
    public double? Memory { get; init; }

    /// <summary>What it costs to start one operator; null for that of the machine.</summary>
    public Seconds? Overhead { get; init; }

    /// <summary>Any further parameters of the model, by name.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>What it was fitted from; null if not said.</summary>
    public string? FittedFrom { get; init; }

    /// <summary>From how many points; null if not said.</summary>
    public int? Points { get; init; }

    /// <summary>The mean absolute relative error that remained; null if not said.</summary>
    public double? Residual { get; init; }
}
