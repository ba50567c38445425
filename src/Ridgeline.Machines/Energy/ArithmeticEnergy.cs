using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>Energies of arithmetic at any process node.</summary>
public static class ArithmeticEnergy
{
    /// <summary>One addition at a node.</summary>
    public static Joules Add(NumberFormat format, double nm) => At(format, nm, EnergyCatalog.At45Nm.Add, EnergyCatalog.At7Nm.Add, 1);

    /// <summary>One multiplication at a node.</summary>
    public static Joules Multiply(NumberFormat format, double nm) => At(format, nm, EnergyCatalog.At45Nm.Multiply, EnergyCatalog.At7Nm.Multiply, 2);

    /// <summary>An energy of logic, from one node to another.</summary>
    public static Joules Scale(Joules energy, double fromNm, double toNm) => energy * (LogicFactor(toNm) / LogicFactor(fromNm));

    /// <summary>Energy of logic at a node, relative to 45 nm: C V^2 above 45 nm, below it the mean of what multiplications did from 45 to 7 nm.</summary>
    public static double LogicFactor(double nm)
    {
        if (nm >= 45) return EnergyCatalog.Nodes.SwitchingFactor(45, nm);
        var (coarse, fine) = (EnergyCatalog.At45Nm.Multiply, EnergyCatalog.At7Nm.Multiply);
        var exponent = coarse.Keys.Where(fine.ContainsKey).Average(f => Math.Log((coarse[f] / fine[f]).Value)) / Math.Log(45d / 7);
        return Math.Pow(nm / 45, exponent);
    }

    // A format that no table has costs what the nearest one does, by its bits: linearly for a sum, by the square for a product.
    private static Joules At(NumberFormat format, double nm, IReadOnlyDictionary<NumberFormat, Joules> coarse, IReadOnlyDictionary<NumberFormat, Joules> fine,
        int power)
    {
        var nearest = Nearest(format, [.. coarse.Keys.Union(fine.Keys)]);
        var scale = Math.Pow((double)Width(format) / Width(nearest), power);
        if (!coarse.TryGetValue(nearest, out var old)) return Scale(fine[nearest] * scale, 7, nm);
        if (nm >= 45 || !fine.TryGetValue(nearest, out var young)) return Scale(old * scale, 45, nm);
        var exponent = Math.Log((old / young).Value) / Math.Log(45d / 7);
        return old * (scale * Math.Pow(nm / 45, exponent));
    }

    private static NumberFormat Nearest(NumberFormat format, NumberFormat[] known)
    {
        if (known.Contains(format)) return format;
        var kin = known.Where(k => k.IsInteger() == format.IsInteger()).ToArray();
        return kin.MinBy(k => Math.Abs(Math.Log((double)Width(k) / Width(format))));
    }

    // What is multiplied is the fraction: that of TF32 is as wide as that of a 16-bit float.
    private static int Width(NumberFormat format) => format == NumberFormat.Tf32 ? 19 : format.Bits();
}
