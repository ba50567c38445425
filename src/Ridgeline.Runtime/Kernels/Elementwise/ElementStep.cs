namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>One function of an <see cref="ElementProgram"/>. Operands below the number of inputs are inputs, others results of earlier steps.</summary>
/// <param name="Unary">The function of one float; null for one of two.</param>
/// <param name="Binary">The function of two floats, if it is one.</param>
/// <param name="A">The first operand.</param>
/// <param name="B">The second one, if there are two.</param>
internal readonly record struct ElementStep(Activation? Unary, BinaryKind Binary, int A, int B);
