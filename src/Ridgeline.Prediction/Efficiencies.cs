using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>Finds the efficiency of a machine in a family: fitted ones first, then the usual ones of its class.</summary>
public static class Efficiencies
{
    /// <summary>The efficiency of a machine. A fit of any precision of the family holds for all: what was measured beats what is usual.</summary>
    public static Efficiency Of(Machine machine, OperatorFamily family, NumberFormat format) => Of(machine, family, family.Name(), format);

    /// <summary>The efficiency in a kind of a family: a fit for the kind goes before one for the family.</summary>
    internal static Efficiency Of(Machine machine, OperatorFamily family, string kind, NumberFormat format)
    {
        var usual = Usual(machine, family);
        var fitted = machine.Efficiency.Where(c => c.Family == kind || OperatorFamilies.Find(c.Family) == family || c.Family == "all")
            .OrderBy(c => c.Family == kind ? 0 : c.Family == "all" ? 2 : 1)
            .ThenBy(c => c.Precision is { } p && p.Element == format ? 0 : c.Precision is null ? 1 : 2).FirstOrDefault();
        return fitted is null ? usual : Fitted(fitted, usual);
    }

    /// <summary>
    /// The efficiency of products on vector units that stand beside matrix units, for which fits are made: filling a pipeline takes a time, and a unit
    /// whose rate is a part of the other's loses as many fewer steps in it.
    /// </summary>
    internal static Efficiency Beside(Machine machine, NumberFormat format, double rateShare)
    {
        var (of, usual) = (Of(machine, OperatorFamily.Matmul, format), Usual(machine, OperatorFamily.Matmul));
        var isFitted = of.Fill != usual.Fill;
        return of with
        {
            Compute = isFitted || !IsQueued(machine) ? of.Compute : LanesBesideArray,
            Fill = isFitted ? Math.Max(1, of.Fill * Math.Min(1, rateShare)) : of.Fill,
            KnownError = null,
            Source = $"as of the matrix units: {of.Source}",
        };
    }

    // As of other accelerators: an estimate.
    private const double LanesBesideArray = 0.7;

    private static Efficiency Fitted(Calibration fit, Efficiency usual) => usual with
    {
        Compute = Share(fit.Compute ?? usual.Compute),
        Memory = Share(fit.Memory ?? usual.Memory),
        Overhead = fit.Overhead ?? usual.Overhead,
        LaunchOverlap = Math.Clamp(fit.Parameters.GetValueOrDefault("launch_overlap", usual.LaunchOverlap), 0, 1),
        Cache = Share(fit.Parameters.GetValueOrDefault("cache", usual.Cache)),
        Columns = Math.Clamp(fit.Parameters.GetValueOrDefault("columns", usual.Columns), 1, MostColumns),
        EachRow = Math.Max(0, fit.Parameters.GetValueOrDefault("each_row", usual.EachRow)),
        Stall = Math.Clamp(fit.Parameters.GetValueOrDefault("stall", usual.Stall), 0, 1),
        Serial = Math.Clamp(fit.Parameters.GetValueOrDefault("serial", usual.Serial), 0, 1),
        Fill = Math.Max(0, fit.Parameters.GetValueOrDefault("fill", usual.Fill)),
        Spill = Math.Max(0, fit.Parameters.GetValueOrDefault("spill", usual.Spill)),
        RowLimit = fit.Parameters.TryGetValue("row_limit", out var limit) && limit > 0 ? limit : usual.RowLimit,
        KnownError = fit.Residual,
        Source = fit.FittedFrom ?? "the machine file",
    };

    // The widest tile that is tried.
    private const double MostColumns = 128;

    private static double Share(double value) => Math.Clamp(value, 1e-6, 1);

    // Instructions of such an array are queued ahead of the work and hide behind it (Jouppi et al., ISCA 2017, section 2).
    private static bool IsQueued(Machine machine) => machine.Class is not (MachineClass.Gpu or MachineClass.Cpu)
        && machine.Units.Any(u => u.Kind == UnitKind.Systolic);

    /// <summary>Whether weights have a way of their own onto the chip, so that they stream and nothing else takes their bandwidth.</summary>
    internal static bool StreamsWeights(Machine machine) => machine.MainMemory.Children.Count(level => level.IsOnChip) > 1;

    // GPU: the best of a large matmul sweep is 87 % of peak on an A100, 80 % on an H100, 78 % on a B200 (stas00, measured_peak_matmul.csv), streaming kernels
    // reach 80 to 92 % of HBM. CPU: OpenBLAS and oneDNN reach 70 to 90 % of AVX peak, STREAM about 80 % of DRAM. A systolic array loses what its folds and its
    // pipeline lose, which is modelled; weights that stream in whole tiles through a queue
    // of their own lose nothing of the bandwidth, others about a tenth.
    private static Efficiency Usual(Machine machine, OperatorFamily family)
    {
        var isProduct = family == OperatorFamily.Matmul;
        var (compute, memory, source) = machine.Class switch
        {
            MachineClass.Gpu => (isProduct ? 0.8 : 0.5, 0.8, "usual of GPUs"),
            MachineClass.Cpu => (isProduct ? 0.75 : 0.5, 0.8, "usual of CPUs"),
            MachineClass.Mobile or MachineClass.Edge => (isProduct ? 0.6 : 0.4, 0.7, "usual of mobile chips: an estimate"),
            _ when IsQueued(machine) => (isProduct ? 1 : 0.8, StreamsWeights(machine) ? 1 : 0.9, "usual of systolic arrays, whose folds are modelled"),
            _ => (isProduct ? 0.7 : 0.5, 0.8, "usual of accelerators: an estimate"),
        };
        return new() { Compute = compute, Memory = memory, Overhead = machine.LaunchOverhead, LaunchOverlap = IsQueued(machine) ? 1 : 0, Fill = 16,
            Source = source };
    }
}
