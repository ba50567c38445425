namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>Says what mappings of one workload onto one accelerator cost. Holds its own working memory: one for each thread.</summary>
public sealed class NestEvaluator
{
    private readonly NestFrame _frame;
    private readonly TensorCounts[] _tensors;

    /// <summary>Makes ready for the mappings of a workload onto an accelerator.</summary>
    public NestEvaluator(NestWorkload workload, NestArchitecture architecture)
    {
        (Workload, Architecture) = (workload, architecture);
        _frame = new(workload, architecture);
        _tensors = [.. Enumerable.Range(0, workload.Tensors.Count).Select(t => new TensorCounts(_frame, t))];
    }

    /// <summary>The workload.</summary>
    public NestWorkload Workload { get; }

    /// <summary>The accelerator.</summary>
    public NestArchitecture Architecture { get; }

    internal NestFrame Frame => _frame;

    internal TensorCounts[] Tensors => _tensors;

    /// <summary>Evaluates a mapping in full.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>What it costs.</returns>
    /// <exception cref="OverflowException">A counter does not fit into 64 bits: never a wrong number.</exception>
    public NestResult Evaluate(NestMapping mapping) => Evaluate(mapping, -1, []);

    /// <summary>Evaluates a mapping where some tensors lie whole in one memory: nothing passes between it and those around it.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="memory">The memory; it must keep the tensors.</param>
    /// <param name="whole">The tensors.</param>
    /// <returns>What it costs; null if they do not fit.</returns>
    /// <exception cref="OverflowException">A counter does not fit into 64 bits.</exception>
    public NestResult? EvaluateWithin(NestMapping mapping, int memory, IReadOnlyList<int> whole)
    {
        var result = Evaluate(mapping, memory, whole);
        var held = _tensors.Aggregate(0L, (sum, tensor) => checked(sum + tensor.Sizes[memory]));
        return Architecture.Memories[memory].EffectiveSize is { } size && held > size ? null : result;
    }

    private NestResult Evaluate(NestMapping mapping, int memory, IReadOnlyList<int> whole)
    {
        _frame.Load(mapping);
        if (mapping.IsImperfect) CountShortened(new(mapping, Workload.Dimensions.Count));
        else
        {
            foreach (var tensor in _tensors) tensor.Count();
        }
        foreach (var tensor in whole) _tensors[tensor].HoldAt(memory);
        return NestAccount.Of(_frame, _tensors);
    }

    /// <summary>What does not fit: the memories that a mapping asks too much of.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>One entry for each memory that is too small; empty if all fits.</returns>
    public IReadOnlyList<CapacityShortfall> Shortfalls(NestMapping mapping)
    {
        _frame.Load(mapping);
        foreach (var tensor in _tensors) tensor.LoadSizes();
        if (mapping.IsImperfect) CountShortened(new(mapping, Workload.Dimensions.Count));
        var shortfalls = new List<CapacityShortfall>();
        for (var level = 0; level < _frame.Levels; level++)
        {
            var memory = Architecture.Memories[level];
            if (memory.EffectiveSize is not { } size || Sparsity.SparseAnalysis.IsNeeded(Architecture)) continue;
            var held = _tensors.Aggregate(0L, (sum, tensor) => checked(sum + tensor.Sizes[level]));
            if (held <= size) continue;
            var largest = Enumerable.Range(0, _tensors.Length).MaxBy(t => _tensors[t].Sizes[level]);
            shortfalls.Add(new(memory.Name, held, size, memory.WordBits, Workload.Tensors[largest].Name, _tensors[largest].Sizes[level]));
        }
        return shortfalls;
    }

    private void CountShortened(ImperfectLoops loops)
    {
        _frame.Shorten(loops);
        for (var t = 0; t < _tensors.Length; t++) new ImperfectCounts(_frame, loops, t, _tensors[t]).Count();
    }
}
