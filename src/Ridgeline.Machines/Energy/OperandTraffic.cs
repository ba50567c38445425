using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>The energy of bringing operands to a unit through memories, in a matrix product that is cut into the largest blocks that fit each of
/// them.</summary>
/// <remarks>
/// A square block of side b reads 2 b^2 operands for b^3 MACs: 2/b a MAC. A memory of S bytes holds three blocks, so b = sqrt(S / 3 bytes); the
/// memory around it is read
/// once for each of them. A unit whose own tile has side n reads 2/n, whatever surrounds it.
/// </remarks>
internal static class OperandTraffic
{
    private const double Operands = 2;
    private const double Blocks = 3;

    /// <summary>Energies a MAC, of the memories on the chip and outside it.</summary>
    /// <param name="levels">From the nearest to the unit outward: size of one instance (null: not known), energy a byte, whether it is on the chip.</param>
    /// <param name="operandBytes">Bytes of one operand.</param>
    /// <param name="reuse">MACs that one operand serves within the unit.</param>
    /// <param name="sumBytes">Bytes of sums that leave the unit a MAC and come back.</param>
    public static (Joules Sram, Joules Dram) PerMac(IEnumerable<(Bytes? Size, Joules PerByte, bool IsOnChip)> levels, double operandBytes, double reuse,
        double sumBytes)
    {
        var (sram, dram) = (Joules.Zero, Joules.Zero);
        var side = Math.Max(1, reuse);
        var extra = sumBytes;
        foreach (var (size, perByte, isOnChip) in levels)
        {
            var energy = perByte * (Operands / side * operandBytes + extra);
            if (isOnChip) sram += energy;
            else dram += energy;
            if (size is { } bytes) side = Math.Max(side, Math.Sqrt(bytes.Value / (Blocks * operandBytes)));
            extra = 0;
        }
        return (sram, dram);
    }
}
