namespace Ridgeline.Machines;

/// <summary>Process nodes over time, and how energies scale between them.</summary>
/// <param name="Nodes">From coarse to fine.</param>
public sealed record ProcessNodes(IReadOnlyList<ProcessNode> Nodes)
{
    /// <summary>The year in which a node was first made in volume; between known nodes by interpolation over the logarithm of the length.</summary>
    public double FirstVolumeYear(double nm) => Interpolate(nm, node => node.FirstVolumeYear);

    /// <summary>A usual supply, in V.</summary>
    public double SupplyVolts(double nm) => Interpolate(nm, node => node.SupplyVolts);

    /// <summary>The node that was first made in volume in a year, for machines that do not state theirs.</summary>
    public double NodeOf(double year)
    {
        if (year <= Nodes[0].FirstVolumeYear) return Nodes[0].Nm;
        for (var i = 1; i < Nodes.Count; i++)
        {
            var (early, late) = (Nodes[i - 1], Nodes[i]);
            if (year > late.FirstVolumeYear) continue;
            var part = (year - early.FirstVolumeYear) / (late.FirstVolumeYear - early.FirstVolumeYear);
            return early.Nm * Math.Pow(late.Nm / early.Nm, part);
        }
        return Nodes[^1].Nm;
    }

    /// <summary>Switching energy relative to another node, by capacitance times voltage squared: C V^2, with C as the length.</summary>
    public double SwitchingFactor(double fromNm, double toNm)
    {
        var volts = SupplyVolts(toNm) / SupplyVolts(fromNm);
        return toNm / fromNm * volts * volts;
    }

    private double Interpolate(double nm, Func<ProcessNode, double> value)
    {
        if (nm >= Nodes[0].Nm) return value(Nodes[0]);
        for (var i = 1; i < Nodes.Count; i++)
        {
            var (coarse, fine) = (Nodes[i - 1], Nodes[i]);
            if (nm < fine.Nm) continue;
            var part = Math.Log(coarse.Nm / nm) / Math.Log(coarse.Nm / fine.Nm);
            return value(coarse) + part * (value(fine) - value(coarse));
        }
        return value(Nodes[^1]);
    }
}
