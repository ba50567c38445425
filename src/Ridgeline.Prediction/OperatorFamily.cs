namespace Ridgeline.Prediction;

/// <summary>Operators that hardware treats alike: efficiencies are fitted for a family, and errors told by family.</summary>
public enum OperatorFamily
{
    /// <summary>Matrix products: convolutions, fully connected layers, attention.</summary>
    Matmul,
    /// <summary>Rows are brought together with exponentials: softmax.</summary>
    Softmax,
    /// <summary>Rows or windows are brought together without: normalisation, pooling, sums.</summary>
    Normalization,
    /// <summary>Each element by itself: activations, additions.</summary>
    Elementwise,
    /// <summary>No arithmetic: copies, gathers, transpositions.</summary>
    Movement,
    /// <summary>Nothing happens.</summary>
    View,
    /// <summary>Inputs or outputs cross a link between host and device.</summary>
    Transfer,
}
