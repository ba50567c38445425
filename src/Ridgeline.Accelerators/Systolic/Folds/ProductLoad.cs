using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>A product with what it takes from main memory.</summary>
/// <param name="Product">The product.</param>
/// <param name="InputWords">Different input words of one of its products: those of a convolution are fewer than the windows'.</param>
/// <param name="WeightWords">Different weight words of one of its products.</param>
public readonly record struct ProductLoad(MatrixProduct Product, double InputWords, double WeightWords)
{
    /// <summary>The share of the inputs that is on the chip already.</summary>
    public double InputsOnChip { get; init; }

    /// <summary>The share of the results that stays on the chip.</summary>
    public double OutputsOnChip { get; init; }

    /// <summary>Whether the weights are on the chip already.</summary>
    public bool WeightsOnChip { get; init; }

    /// <summary>A product whose operands all come from main memory.</summary>
    public static ProductLoad Of(MatrixProduct product) => new(product, (double)product.M * product.K, (double)product.K * product.N);
}
