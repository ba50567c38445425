namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>What a product, convolution or normalisation does to its results before it stores them.</summary>
/// <param name="Kind">The function; <see cref="UnaryKind.Copy"/> for none.</param>
/// <param name="Alpha">Its first parameter.</param>
/// <param name="Beta">Its second one.</param>
internal readonly record struct Activation(UnaryKind Kind, float Alpha = 0, float Beta = 0)
{
    /// <summary>None.</summary>
    public static Activation None => default;

    /// <summary>max(x, 0).</summary>
    public static Activation Relu => new(UnaryKind.Relu);

    /// <summary>Whether two limits say it all, which a tile applies in its registers.</summary>
    public bool IsClamp => Kind is UnaryKind.Copy or UnaryKind.Relu or UnaryKind.Clip;

    /// <summary>The lower limit.</summary>
    public float Low => Kind switch { UnaryKind.Relu => 0, UnaryKind.Clip => Alpha, _ => float.NegativeInfinity };

    /// <summary>The upper limit.</summary>
    public float High => Kind == UnaryKind.Clip ? Beta : float.PositiveInfinity;
}
