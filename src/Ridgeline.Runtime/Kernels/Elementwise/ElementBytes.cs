namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>How an operand of an <see cref="ElementProgram"/> lies in memory as bytes: (byte - zero) scale.</summary>
/// <param name="Scale">What a step is worth.</param>
/// <param name="Zero">The step that stands for 0.</param>
/// <param name="Signed">Whether the bytes are signed.</param>
internal readonly record struct ElementBytes(float Scale, int Zero, bool Signed);
