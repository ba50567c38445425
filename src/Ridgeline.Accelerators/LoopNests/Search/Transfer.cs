namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Words of a tensor that go from one memory that keeps it to the next one inwards that does.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Child">The inner memory; -1: what computes.</param>
/// <param name="Parent">The outer memory.</param>
internal readonly record struct Transfer(int Tensor, int Child, int Parent)
{
    /// <summary>All transfers when tensors are kept as said.</summary>
    /// <param name="space">The space.</param>
    /// <param name="keeps">For each memory and tensor, whether it is kept.</param>
    public static Transfer[] All(MappingSpace space, bool[] keeps)
    {
        var (transfers, tensors) = (new List<Transfer>(), space.Workload.Tensors.Count);
        for (var tensor = 0; tensor < tensors; tensor++)
        {
            var child = -1;
            for (var level = 0; level < space.Levels; level++)
            {
                if (!keeps[level * tensors + tensor]) continue;
                transfers.Add(new(tensor, child, level));
                child = level;
            }
        }
        return [.. transfers];
    }
}
