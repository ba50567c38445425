namespace Ridgeline.Runtime.Host;

/// <summary>How fast an instruction set computes a format.</summary>
/// <param name="InstructionSet"><c>scalar</c>, <c>AVX2</c>, <c>AVX-512</c>, <c>AVX-VNNI</c>, <c>NEON</c>.</param>
/// <param name="Format"><c>fp32</c>, <c>fp64</c>, <c>int8</c>.</param>
/// <param name="Lanes">MACs of one instruction.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Rate">FLOP/s of all together, a MAC being two.</param>
public sealed record RateMeasured(string InstructionSet, string Format, int Lanes, int Threads, Measured Rate)
{
    /// <summary>Instruction set and format.</summary>
    internal string Subject => $"{InstructionSet} {Format}";
}
