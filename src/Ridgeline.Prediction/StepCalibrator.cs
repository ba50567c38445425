using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>
/// Fits a machine to the steps of small networks that a runtime ran on it, a kind of work at a time: element-by-element work first, because it stands beside
/// products too. Steps of one network that do the same work count as one, with their median.
/// </summary>
public sealed class StepCalibrator
{
    // What is shorter is the clock's own cost and the start of a step.
    private const double LeastSeconds = 0.7e-6;
    private readonly Machine _machine;
    private readonly List<Point> _points = [];

    private readonly record struct Point(MeasuredSteps Of, JobGroup Group, Residency Residency, string Kind, double Time);

    /// <summary>Prepares measurements.</summary>
    /// <param name="machine">The machine; what it was fitted with before is not used.</param>
    /// <param name="measured">What was run on it.</param>
    public StepCalibrator(Machine machine, IReadOnlyList<MeasuredSteps> measured)
    {
        _machine = machine with { Efficiency = [] };
        var model = new MachineModel(_machine);
        foreach (var network in measured) Add(network, model);
    }

    /// <summary>Fits.</summary>
    /// <param name="source">Where the measurements come from.</param>
    public IReadOnlyList<Calibration> Fit(string source)
    {
        var fits = new List<Calibration>();
        var vectors = OperatorFamily.Elementwise.Name();
        foreach (var kind in _points.GroupBy(p => p.Kind).OrderBy(g => g.Key != vectors).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            fits.Add(FitKind(kind.Key, [.. kind], fits, source));
        }
        return fits;
    }

    /// <summary>All steps, measured and as a fitted machine takes them.</summary>
    public IReadOnlyList<FittedStep> Judge(IReadOnlyList<Calibration> fits)
    {
        var model = new MachineModel(_machine with { Efficiency = fits });
        return [.. _points.Select(p => new FittedStep(p.Of.Workload.Network, p.Group.Head.Name, p.Kind, WorkOf(p.Group), new(p.Time), new(Time(model, p))))];
    }

    private void Add(MeasuredSteps network, MachineModel model)
    {
        var groups = PlannedGroups.Of(Jobs.Of(network.Workload.Profile(new() { Sparsity = false }), null), network.Steps);
        var residency = new Residency(groups, model.Resident, model.HoldsWeights, keepsOutside: true);
        var times = network.Steps.Zip(network.Times).GroupBy(s => s.First.Name).ToDictionary(g => g.Key, g => g.First().Second.Value, StringComparer.Ordinal);
        var layers = network.Steps.SelectMany(s => s.Layers.Select(l => (l, s.Name))).DistinctBy(l => l.l).ToDictionary(l => l.l, l => l.Name, StringComparer.Ordinal);
        var found = new List<Point>();
        foreach (var group in groups.Where(g => g.Head.Family != OperatorFamily.View))
        {
            var step = layers.GetValueOrDefault(group.Head.Name, group.Head.Name);
            if (times.GetValueOrDefault(step) is >= LeastSeconds and var time) found.Add(new(network, group, residency, OperatorKinds.Of(group.Head), time));
        }
        foreach (var alike in found.GroupBy(p => (p.Kind, WorkOf(p.Group))))
        {
            _points.Add(alike.First() with { Time = alike.Select(p => p.Time).Order().ElementAt(alike.Count() / 2) });
        }
    }

    private Calibration FitKind(string kind, List<Point> points, List<Calibration> before, string source)
    {
        var (family, format) = (points[0].Group.Head.Family, points[0].Group.Head.Format);
        var usual = Efficiencies.Of(_machine, family, format);
        var free = Free(family, usual, points);
        var blank = new Calibration { Family = kind, Compute = usual.Compute, Memory = usual.Memory, Points = points.Count };
        // Channels lie across vectors; a depthwise filter has one, and its vectors lie across groups.
        if (family == OperatorFamily.Matmul && kind != OperatorKinds.Depthwise && Lanes(format) is > 1 and var lanes)
        {
            blank = blank with { Parameters = new Dictionary<string, double> { ["columns"] = lanes } };
        }
        var fitted = ParameterSearch.At(blank, free, ParameterSearch.Run(free, places => Loss(ParameterSearch.At(blank, free, places))));
        var model = new MachineModel(_machine with { Efficiency = [.. before, fitted] });
        var ratios = points.Select(p => Time(model, p) / p.Time).Order().ToList();
        return fitted with
        {
            FittedFrom = string.Create(CultureInfo.InvariantCulture,
                $"{source}; predicted over measured: {ratios[ratios.Count / 10]:0.00} to {ratios[ratios.Count - 1 - (ratios.Count / 10)]:0.00} in eight of ten"),
            Residual = Math.Round(ratios.Average(r => Math.Abs(r - 1)), 4),
        };

        double Loss(Calibration tried)
        {
            var machine = new MachineModel(_machine with { Efficiency = [.. before, tried] });
            return points.Sum(p => Math.Abs(Math.Log(Time(machine, p) / p.Time)));
        }
    }

    private static double Time(MachineModel model, Point point) => new GroupModel(model, point.Residency, new(null, [])).Cost(point.Group).Time;

    private static List<FreeParameter> Free(OperatorFamily family, Efficiency usual, List<Point> points)
    {
        var shortest = points.Min(p => p.Time);
        List<FreeParameter> free =
        [
            new("memory", 0.05, 1, true, usual.Memory), new("cache", 0.02, 1, true, 0.5), new("overhead", 1e-8, shortest * 2, true, shortest * 0.3),
        ];
        if (family == OperatorFamily.Movement) return free;
        free.AddRange([new("compute", 0.01, 1, true, usual.Compute), new("serial", 0, 1, false, 0.5), new("stall", 0, 1, false, 0.5)]);
        if (family is OperatorFamily.Softmax or OperatorFamily.Normalization) free.Add(new("each_row", 1e-10, 1e-6, true, 1e-8));
        if (family == OperatorFamily.Matmul) free.Add(new("fill", 0.25, 512, true, 16));
        return free;
    }

    private double Lanes(NumberFormat format) => _machine.Best(format) is { } best ? best.Rate.MacsPerInstruction ?? 1 : 1;

    private static string WorkOf(JobGroup group) => group.Head.Products is [var p, ..] ? $"{p.Count} x ({p.M} x {p.K} x {p.N})"
        : $"{new Bytes(group.Reads.Concat(group.Writes).Sum(t => t.Size.Value))}";
}
