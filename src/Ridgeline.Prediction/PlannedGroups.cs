using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>Puts jobs together as the plan of a runtime does. A job that no step names was drawn into the step before it.</summary>
internal sealed class PlannedGroups
{
    private readonly IReadOnlyList<RunStep> _steps;
    private readonly List<Job>[] _jobs;
    private readonly Dictionary<int, HashSet<int>> _readers = [];

    private PlannedGroups(IReadOnlyList<Job> jobs, IReadOnlyList<RunStep> steps)
    {
        _steps = steps;
        _jobs = [.. steps.Select(_ => new List<Job>())];
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var layer in steps[i].Layers) at.TryAdd(layer, i);
        }
        var current = steps.Count == 0 ? -1 : Math.Max(0, steps.ToList().FindIndex(s => s.Layers.Count > 0));
        foreach (var job in jobs)
        {
            if (at.TryGetValue(job.Name, out var own)) current = own;
            if (current < 0) continue;
            _jobs[current].Add(job);
            foreach (var tensor in job.Reads)
            {
                if (!_readers.TryGetValue(tensor.Id, out var readers)) _readers[tensor.Id] = readers = [];
                readers.Add(current);
            }
        }
    }

    /// <summary>A group a step, in the order of the steps.</summary>
    public static IReadOnlyList<JobGroup> Of(IReadOnlyList<Job> jobs, IReadOnlyList<RunStep> steps)
    {
        var groups = new PlannedGroups(jobs, steps).All();
        var first = groups.FindIndex(g => g.Head.Family != OperatorFamily.View);
        return [.. groups.Select((g, i) => g with { IsFirst = i == first })];
    }

    private List<JobGroup> All()
    {
        var groups = new List<JobGroup>();
        for (var i = 0; i < _steps.Count; i++)
        {
            if (_jobs[i].Count > 0) groups.Add(Together(_jobs[i], i));
            else if (_steps[i].Layers.Count == 0) groups.Add(Laying(_steps[i], i));
        }
        return groups;
    }

    private JobGroup Together(List<Job> jobs, int step)
    {
        var real = jobs.FindAll(j => j.Family != OperatorFamily.View);
        if (real.Count == 0) return new(jobs[0], jobs.GetRange(1, jobs.Count - 1), [], []);
        var head = real.MinBy(j => Rank(j.Family))!;
        var products = real.FindAll(j => j.Products.Count > 0);
        if (products.Count > 1)
        {
            head = head with
            {
                Products = [.. products.SelectMany(j => j.Products)], Reads = [.. products.SelectMany(j => j.Reads)],
                Work = products.Aggregate(default(Work), (sum, j) => sum + j.Work),
            };
        }
        // What a product does is told of the head; the layers keep their names.
        var followers = jobs.Where(j => j.Name != head.Name).Select(j => j.Products.Count > 0 ? j with { Work = default, Products = [] } : j).ToList();
        if (real.Count == 1) return new(head, followers, head.Reads, head.Writes);
        var made = real.SelectMany(j => j.Writes).Select(t => t.Id).ToHashSet();
        return new(head, followers, [.. real.SelectMany(j => j.Reads).Where(t => !made.Contains(t.Id)).DistinctBy(t => t.Id)],
            [.. real.SelectMany(j => j.Writes).Where(t => Leaves(t, step))]);
    }

    private bool Leaves(LayerTensor tensor, int step)
        => tensor.IsOutside || !_readers.TryGetValue(tensor.Id, out var readers) || readers.Any(r => r != step);

    // Data laid out anew has no layer: half of what moves is read, half written.
    private static JobGroup Laying(RunStep step, int at)
    {
        var half = new Bytes(step.Moved.Value / 2);
        LayerTensor read = new(int.MinValue + (2 * at), half, false, false), written = new(int.MinValue + (2 * at) + 1, half, false, false);
        var job = new Job
        {
            Name = step.Name, Op = "layout", Block = step.Name, Family = OperatorFamily.Movement, Format = NumberFormat.Fp32, Work = default, Reads = [read],
            Writes = [written], IsLayout = true,
        };
        return new(job, [], job.Reads, job.Writes);
    }

    private static int Rank(OperatorFamily family) => family switch
    {
        OperatorFamily.Matmul => 0,
        OperatorFamily.Softmax => 1,
        OperatorFamily.Normalization => 2,
        OperatorFamily.Elementwise => 3,
        _ => 4,
    };
}
