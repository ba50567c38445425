namespace Ridgeline.Prediction;

/// <summary>
/// Which tensors stay on the chip between layers and cost no main memory: an activation does if at each step of its life all activations alive fit into the
/// last level together; weights do, from one run to the next, if they fit in beside the most that is alive at once. Where a runtime uses the same memory for
/// inputs and outputs run after run, so do these.
/// </summary>
internal sealed class Residency
{
    private readonly HashSet<int> _resident = [];

    public Residency(IReadOnlyList<JobGroup> groups, double capacity, bool holdsWeights, bool keepsOutside = false)
    {
        if (capacity <= 0 || groups.Count == 0) return;
        var lives = new Dictionary<int, (double Size, int Birth, int Death)>();
        var weights = new Dictionary<int, double>();
        for (var i = 0; i < groups.Count; i++)
        {
            foreach (var tensor in groups[i].Writes.Concat(groups[i].Reads))
            {
                if (tensor.IsConstant) weights[tensor.Id] = Math.Max(weights.GetValueOrDefault(tensor.Id), tensor.Size.Value);
                else lives[tensor.Id] = lives.TryGetValue(tensor.Id, out var life)
                    ? (Math.Max(life.Size, tensor.Size.Value), life.Birth, i) : (tensor.Size.Value, i, i);
            }
        }
        var alive = Alive(lives.Values, groups.Count);
        var outside = groups.SelectMany(g => g.Reads.Concat(g.Writes)).Where(t => t.IsOutside).Select(t => t.Id).ToHashSet();
        foreach (var (id, life) in lives)
        {
            // Where weights have a way of their own, main memory is theirs alone: inputs and outputs pass between host and chip.
            if ((!holdsWeights || keepsOutside || !outside.Contains(id)) && Most(alive, life.Birth, life.Death) <= capacity) _resident.Add(id);
        }
        if (keepsOutside && weights.Values.Sum() + alive.Max() > capacity) _resident.ExceptWith(outside);
        if (holdsWeights && weights.Values.Sum() + alive.Max() <= capacity) _resident.UnionWith(weights.Keys);
    }

    /// <summary>Whether a tensor costs no main memory.</summary>
    public bool Has(int id) => _resident.Contains(id);

    private static double[] Alive(IEnumerable<(double Size, int Birth, int Death)> lives, int steps)
    {
        var change = new double[steps + 1];
        foreach (var (size, birth, death) in lives)
        {
            change[birth] += size;
            change[death + 1] -= size;
        }
        var alive = new double[steps];
        for (var (i, sum) = (0, 0d); i < steps; i++) alive[i] = sum += change[i];
        return alive;
    }

    private static double Most(double[] alive, int from, int to)
    {
        var most = 0d;
        for (var i = from; i <= to; i++) most = Math.Max(most, alive[i]);
        return most;
    }
}
