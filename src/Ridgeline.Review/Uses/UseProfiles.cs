using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Uses;

/// <summary>The five uses: data with sources, in Data/uses.csv and Data/needs.csv.</summary>
public static class UseProfiles
{
    // Above that nothing is held in a hand or cooled without a fan.
    private const double MostPowerOfEdge = 30;
    private const int LeastSumBits = 32;
    private static readonly Bytes s_leastToTrain = new(8L << 30);

    /// <summary>All uses.</summary>
    public static IReadOnlyList<UseProfile> All { get; } = [.. CsvData.Read("uses").Select(Use)];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(u => u.Name)];

    /// <summary>The use of a name; null if there is none.</summary>
    public static UseProfile? Find(string name) => All.FirstOrDefault(u => u.Name == name);

    /// <summary>
    /// The uses that a machine's numbers allow, where its file names none: the edge up to 30 W; else the data centre, and training if it sums products of 16
    /// bits in
    /// 32 and has 8 GiB.
    /// </summary>
    public static IReadOnlyList<UseProfile> Likely(Machine machine)
    {
        if (machine.Tdp is { } power && power.Value <= MostPowerOfEdge) return [Find("edge")!];
        var sums = machine.Units.SelectMany(u => u.Rates).Any(r => !r.Precision.Element.IsInteger() && r.Precision.Element.Bits() == 16
            && r.Precision.Accumulate.Bits() >= LeastSumBits);
        return sums && machine.MainMemory.TotalSize is { } size && size >= s_leastToTrain ? [Find("datacenter")!, Find("training")!] : [Find("datacenter")!];
    }

    private static UseProfile Use(string[] row) => new(row[0], row[1], row[2] == "yes", new(Number(row[3])), row[4] == "yes",
        [.. CsvData.Read("needs").Where(n => n[0] == row[0]).Select(n => new UseNeed(n[1], Number(n[2]), Number(n[3]), Number(n[4]), Source(n[5], n[6])))]);

    // Which need a use has is the text's where it says so; weights follow its words, and values from which to which are ours.
    private static string Source(string from, string why) => $"{(from == "text" ? "text 001" : "our judgement")}: {why}";

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
