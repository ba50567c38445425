using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>What operations, bytes and time cost on an array.</summary>
/// <param name="PerMac">One multiply and add in a cell.</param>
/// <param name="PerVectorOperation">One operation of the vector unit.</param>
/// <param name="PerOperandByte">A byte of an operand from its memory.</param>
/// <param name="PerSumByte">A byte of a sum to or from its memory.</param>
/// <param name="PerMainByte">A byte of main memory.</param>
/// <param name="Static">What is drawn whether it computes or not.</param>
public sealed record ArrayEnergy(Joules PerMac, Joules PerVectorOperation, Joules PerOperandByte, Joules PerSumByte, Joules PerMainByte, Watts Static);
