namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>The functions of one float; each has a type of its name that says what it computes and how exactly.</summary>
internal enum UnaryKind
{
    /// <summary>See <see cref="Elementwise.Copy"/>.</summary>
    Copy,

    /// <summary>See <see cref="Elementwise.Exp"/>.</summary>
    Exp,

    /// <summary>See <see cref="Elementwise.Log"/>.</summary>
    Log,

    /// <summary>See <see cref="Elementwise.Sqrt"/>.</summary>
    Sqrt,

    /// <summary>See <see cref="Elementwise.Reciprocal"/>.</summary>
    Reciprocal,

    /// <summary>See <see cref="Elementwise.Abs"/>.</summary>
    Abs,

    /// <summary>See <see cref="Elementwise.Neg"/>.</summary>
    Neg,

    /// <summary>See <see cref="Elementwise.Square"/>.</summary>
    Square,

    /// <summary>See <see cref="Elementwise.Cube"/>.</summary>
    Cube,

    /// <summary>See <see cref="Elementwise.Floor"/>.</summary>
    Floor,

    /// <summary>See <see cref="Elementwise.Ceil"/>.</summary>
    Ceil,

    /// <summary>See <see cref="Elementwise.Round"/>.</summary>
    Round,

    /// <summary>See <see cref="Elementwise.Sign"/>.</summary>
    Sign,

    /// <summary>See <see cref="Elementwise.Linear"/>.</summary>
    Linear,

    /// <summary>See <see cref="Elementwise.Relu"/>.</summary>
    Relu,

    /// <summary>See <see cref="Elementwise.Clip"/>.</summary>
    Clip,

    /// <summary>See <see cref="Elementwise.LeakyRelu"/>.</summary>
    LeakyRelu,

    /// <summary>See <see cref="Elementwise.ThresholdedRelu"/>.</summary>
    ThresholdedRelu,

    /// <summary>See <see cref="Elementwise.Elu"/>.</summary>
    Elu,

    /// <summary>See <see cref="Elementwise.Selu"/>.</summary>
    Selu,

    /// <summary>See <see cref="Elementwise.Sigmoid"/>.</summary>
    Sigmoid,

    /// <summary>See <see cref="Elementwise.HardSigmoid"/>.</summary>
    HardSigmoid,

    /// <summary>See <see cref="Elementwise.HardSwish"/>.</summary>
    HardSwish,

    /// <summary>See <see cref="Elementwise.Erf"/>.</summary>
    Erf,

    /// <summary>See <see cref="Elementwise.Gelu"/>.</summary>
    Gelu,

    /// <summary>See <see cref="Elementwise.Softsign"/>.</summary>
    Softsign,

    /// <summary>See <see cref="Elementwise.Tanh"/>.</summary>
    Tanh,

    /// <summary>See <see cref="Elementwise.GeluTanh"/>.</summary>
    GeluTanh,

    /// <summary>See <see cref="Elementwise.Silu"/>.</summary>
    Silu,

    /// <summary>See <see cref="Elementwise.Softplus"/>.</summary>
    Softplus,

    /// <summary>See <see cref="Elementwise.Mish"/>.</summary>
    Mish,
}
