namespace Ridgeline.Graphs.Profiling;

/// <summary>Counts the zeros of weights, each once however many nodes read it.</summary>
internal sealed class SparsityMeter
{
    private readonly Dictionary<Value, SparsityCount> _counts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Zeros among all weights measured so far; null if there are none.</summary>
    public SparsityProfile? Total => _counts.Values.Aggregate(default(SparsityCount), (sum, count) => sum + count).ToProfile();

    /// <summary>Zeros among the weights that a node reads; null if it has none or their data are absent.</summary>
    public SparsityProfile? Of(Node node)
    {
        var sum = default(SparsityCount);
        foreach (var weight in WeightRoles.Parameters(node))
        {
            // Vectors (biases, scales) say nothing of sparsity, and seeded weights are ours.
            if (weight.Constant is not { Data: { IsPresent: true } and not SeededData, Dims.Length: > 1 } tensor) continue;
            if (!_counts.TryGetValue(weight, out var count)) _counts[weight] = count = SparsityCounter.Count(tensor);
            sum += count;
        }
        return sum.ToProfile();
    }
}
