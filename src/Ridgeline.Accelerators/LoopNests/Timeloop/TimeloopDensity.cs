using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads what a problem says of where a tensor's non-zeros lie.</summary>
internal sealed class TimeloopDensity(DiagnosticBag diagnostics)
{
    private const long LargestBand = 1L << 24;

    /// <summary>Reads one tensor's entry.</summary>
    /// <param name="node">A number, or a mapping with a distribution.</param>
    /// <param name="extents">The extent of each axis of the tensor.</param>
    public DensityModel? Read(YamlNode node, IReadOnlyList<long> extents)
    {
        var size = extents.Aggregate(1L, (product, extent) => checked(product * extent));
        if (node is YamlText text && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
            return Checked(plain, text.Spot) is { } p ? new UniformDensity(p, size) : null;
        var map = new TimeloopMap(node, diagnostics);
        switch (TimeloopMap.Spelling(map.Text("distribution") ?? "hypergeometric"))
        {
            case "fixed_structured" or "fixed":
                return Share(map) is { } structured ? new StructuredDensity(structured) : null;
            case "hypergeometric" or "uniform" or "random":
                return Share(map) is { } share ? new UniformDensity(share, map.Whole("workload_tensor_size") is > 0 and var said ? said : size) : null;
            case "banded":
                return Banded(map, extents);
            case "actual_data" or "real_data":
                return new TimeloopMask(diagnostics).Read(map, extents, size);
            case var other:
                diagnostics.Error("NEST109", $"the distribution '{other}' is not known", node.Spot,
                    "fixed_structured, hypergeometric, banded with band_width, or actual_data with data_file_path");
                return null;
        }
    }

    private BandedDensity? Banded(TimeloopMap map, IReadOnlyList<long> extents)
    {
        var width = map.Whole("band_width") ?? 0;
        if (extents is [<= LargestBand, <= LargestBand] && width is >= 0 and <= LargestBand) return new(extents[0], extents[1], width);
        diagnostics.Error("NEST109", $"a band of {width} around the diagonal of a tensor with {extents.Count} axes", map.Node.Spot,
            $"a tensor of two axes of at most {LargestBand:N0}, and a band_width from 0");
        return null;
    }

    private double? Share(TimeloopMap map)
    {
        if (map.Get("density") is not null) return map.Number("density") is { } density ? Checked(density, map.Node.Spot) : null;
        diagnostics.Error("NEST103", "'density' is missing", map.Node.Spot, "density: 0.5");
        return null;
    }

    private double? Checked(double density, SourceSpot spot)
    {
        if (density is >= 0 and <= 1) return density;
        diagnostics.Error("NEST109", $"a density of {density} is not between 0 and 1", spot);
        return null;
    }
}
