using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Operators;

/// <summary>What one run of a node asks for: operations by kind, and bytes where they differ from the sizes of inputs and outputs.</summary>
public readonly record struct Work
{
    /// <summary>Multiply-and-add pairs of products: convolutions, matrix products. 1 MAC = 2 FLOP.</summary>
    public MacCount Macs { get; init; }

    /// <summary>Additions and subtractions outside MACs.</summary>
    public FlopCount Additions { get; init; }

    /// <summary>Multiplications outside MACs.</summary>
    public FlopCount Multiplications { get; init; }

    /// <summary>Divisions and square roots.</summary>
    public FlopCount Divisions { get; init; }

    /// <summary>Comparisons, minima, maxima, selections.</summary>
    public FlopCount Comparisons { get; init; }

    /// <summary>Exponentials, logarithms, trigonometric and error functions, each counted as 1.</summary>
    public FlopCount Transcendentals { get; init; }

    /// <summary>Bytes read, where not all of every input is (a gather reads the rows it picks); null is the sum of the inputs' sizes.</summary>
    public Bytes? Read { get; init; }

    /// <summary>Bytes written, where not all of every output is; null is the sum of the outputs' sizes.</summary>
    public Bytes? Written { get; init; }

    /// <summary>All operations: <c>2 MACs + additions + multiplications + divisions + comparisons + transcendentals</c>.</summary>
    public FlopCount Flops => Macs.ToFlops() + Additions + Multiplications + Divisions + Comparisons + Transcendentals;

    /// <summary>The operations of both; bytes are left to the caller.</summary>
    public static Work operator +(Work a, Work b) => new()
    {
        Macs = a.Macs + b.Macs,
        Additions = a.Additions + b.Additions,
        Multiplications = a.Multiplications + b.Multiplications,
        Divisions = a.Divisions + b.Divisions,
        Comparisons = a.Comparisons + b.Comparisons,
        Transcendentals = a.Transcendentals + b.Transcendentals,
    };

    /// <summary>The same work <paramref name="times"/> times; bytes are left to the caller.</summary>
    public static Work operator *(Work work, long times) => new()
    {
        Macs = work.Macs * times,
        Additions = work.Additions * times,
        Multiplications = work.Multiplications * times,
        Divisions = work.Divisions * times,
        Comparisons = work.Comparisons * times,
        Transcendentals = work.Transcendentals * times,
    };
}
