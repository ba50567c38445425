namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>The functions of two floats; each has a type of its name that says what it computes.</summary>
internal enum BinaryKind
{
    /// <summary>See <see cref="Elementwise.Sum"/>.</summary>
    Sum,

    /// <summary>See <see cref="Elementwise.Difference"/>.</summary>
    Difference,

    /// <summary>See <see cref="Elementwise.Product"/>.</summary>
    Product,

    /// <summary>See <see cref="Elementwise.Quotient"/>.</summary>
    Quotient,

    /// <summary>See <see cref="Elementwise.Smaller"/>.</summary>
    Smaller,

    /// <summary>See <see cref="Elementwise.Larger"/>.</summary>
    Larger,

    /// <summary>See <see cref="Elementwise.PRelu"/>.</summary>
    PRelu,

    /// <summary>See <see cref="Elementwise.SquaredDifference"/>.</summary>
    SquaredDifference,
}
