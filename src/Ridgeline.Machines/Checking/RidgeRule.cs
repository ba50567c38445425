using System.Globalization;

namespace Ridgeline.Machines.Checking;

/// <summary>The ridge point is one that a machine can have.</summary>
internal sealed class RidgeRule : IMachineRule
{
    // From machines that were built: an 8080 has 0.009 operations a byte, TPU v1 2,700 OP/B from DDR3.
    private const double Least = 0.005;
    private const double Most = 4000;

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        if (machine.MainMemory.Bandwidth is not { } bandwidth) yield break;
        foreach (var format in machine.Formats)
        {
            var ridge = machine.Peak(format)!.Value.Per(bandwidth);
            if (ridge is >= Least and <= Most) continue;
            yield return new("MACH207", $"memory/{machine.MainMemory.Name}", string.Create(CultureInfo.InvariantCulture,
                $"the ridge point in {format.Name()} is {ridge:G3} FLOP a byte: {machine.Peak(format)} over {bandwidth}"),
                "is a prefix (G, T, P) wrong in the peak or in the bandwidth?");
        }
    }
}
