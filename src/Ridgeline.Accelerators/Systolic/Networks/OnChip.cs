using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>
/// Which activations never leave the chip: one that fits, at each step of its life, together with all others alive; and one that only operators made on the
/// way read.
/// </summary>
internal sealed class OnChip
{
    private readonly HashSet<int> _resident = [];

    /// <summary>Finds them.</summary>
    /// <param name="items">What runs, in order.</param>
    /// <param name="heads">For each item, the one that it is made on the way of; itself if it is not.</param>
    /// <param name="capacity">Bytes that may stay.</param>
    /// <param name="comesOtherwise">Whether what enters or leaves the network passes main memory by.</param>
    public OnChip(IReadOnlyList<WorkItem> items, int[] heads, double capacity, bool comesOtherwise)
    {
        var lives = new Dictionary<int, (LayerTensor Tensor, int Birth, int Death)>();
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var tensor in items[i].Writes.Concat(items[i].Reads).Where(t => !t.IsConstant))
            {
                lives[tensor.Id] = lives.TryGetValue(tensor.Id, out var life) ? (life.Tensor.Size < tensor.Size ? tensor : life.Tensor, life.Birth, i) : (tensor, i, i);
            }
        }
        // What is made on the way is never there as a whole.
        var alive = Alive(lives.Values.Where(life => life.Tensor.IsOutside || heads[life.Birth] != heads[life.Death]), items.Count);
        Peak = new(checked((long)Math.Min(long.MaxValue / 2, Math.Ceiling(alive.Max()))));
        foreach (var (id, (tensor, birth, death)) in lives)
        {
            var passes = !tensor.IsOutside && heads[birth] == heads[death];
            if (passes || (comesOtherwise && tensor.IsOutside) || (!tensor.IsOutside && Most(alive, birth, death) <= capacity)) _resident.Add(id);
        }
    }

    /// <summary>The most bytes of activations that are alive at once.</summary>
    public Bytes Peak { get; }

    /// <summary>Bytes of some tensors that main memory gives or takes.</summary>
    public double Outside(IEnumerable<LayerTensor> tensors) => tensors.Where(t => t.IsConstant || !_resident.Contains(t.Id)).Sum(t => (double)t.Size.Value);

    private static double[] Alive(IEnumerable<(LayerTensor Tensor, int Birth, int Death)> lives, int steps)
    {
        var change = new double[steps + 1];
        foreach (var (tensor, birth, death) in lives)
        {
            change[birth] += tensor.Size.Value;
            change[death + 1] -= tensor.Size.Value;
        }
        for (var i = 1; i < steps; i++) change[i] += change[i - 1];
        return change;
    }

    private static double Most(double[] alive, int from, int to)
    {
        var most = 0d;
        for (var i = from; i <= to; i++) most = Math.Max(most, alive[i]);
        return most;
    }
}
