using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads what a problem says of where a tensor's non-zeros lie.</summary>
internal static class TimeloopDensity
{
    public static DensityModel? Read(YamlNode node, long tensorSize, DiagnosticBag diagnostics)
    {
        if (node is YamlText text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return Checked(plain, text.Spot, diagnostics) is { } p ? new UniformDensity(p, tensorSize) : null;
        var map = new TimeloopMap(node, diagnostics);
        if (map.Number("density") is not { } given || Checked(given, node.Spot, diagnostics) is not { } density) return null;
        switch (TimeloopMap.Spelling(map.Text("distribution") ?? "hypergeometric"))
        {
            case "fixed_structured" or "fixed":
                return new StructuredDensity(density);
            case "hypergeometric" or "uniform" or "random":
                var size = map.Whole("workload_tensor_size") is > 0 and var said ? said : tensorSize;
                return new UniformDensity(density, size);
            case var other:
                diagnostics.Error("NEST109", $"the distribution '{other}' is not known", node.Spot, "fixed_structured, or hypergeometric");
                return null;
        }
    }

    private static double? Checked(double density, SourceSpot spot, DiagnosticBag diagnostics)
    {
        if (density is >= 0 and <= 1) return density;
        diagnostics.Error("NEST109", $"a density of {density} is not between 0 and 1", spot);
        return null;
    }
}
