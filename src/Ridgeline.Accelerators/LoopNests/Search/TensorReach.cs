namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>How loops move through a tensor: which leave it where it is, which leave nothing of a tile behind, and which let a window slide.</summary>
internal sealed class TensorReach
{
    // Axes longer than this are bounded by their longest term.
    private const long MostPlaces = 1 << 16;

    /// <summary>Looks at a tensor of a workload; dimensions of size 1 have no loops and do not count.</summary>
    public TensorReach(NestWorkload workload, int tensor)
    {
        var dimensions = workload.Dimensions.Count;
        Axes = [.. workload.Tensors[tensor].Axes.Select(axis => Terms(axis, workload)).Where(axis => axis.Length > 0)];
        (Matters, Closes, var touches) = (new bool[dimensions], new bool[dimensions], new int[dimensions]);
        var isExact = true;
        foreach (var axis in Axes)
        {
            foreach (var term in axis)
            {
                Matters[term.Dimension] = true;
                Closes[term.Dimension] |= axis.Length == 1;
                touches[term.Dimension]++;
            }
            isExact &= axis.Length == 1 && Math.Abs(axis[0].Coefficient) == 1;
        }
        IsSeparable = touches.All(n => n <= 1);
        IsExact = isExact && IsSeparable;
        IsOutput = workload.Tensors[tensor].IsOutput;
        var places = Axes.Select(axis => Places(axis, workload.Sizes)).DefaultIfEmpty(1);
        Words = IsSeparable ? places.Aggregate(1.0, (product, n) => product * n) : places.Max();
    }

    /// <summary>Each axis that has an extent, with its terms.</summary>
    public NestTerm[][] Axes { get; }

    /// <summary>For each dimension, whether its loops move through the tensor.</summary>
    public bool[] Matters { get; }

    /// <summary>For each dimension, whether a step of its loop leaves the tile behind, so that all loops around it bring everything again.</summary>
    public bool[] Closes { get; }

    /// <summary>Whether tiles never overlap and touch exactly as many words as their dimensions' product.</summary>
    public bool IsExact { get; }

    /// <summary>Whether each dimension moves along one axis only.</summary>
    public bool IsSeparable { get; }

    /// <summary>Whether sums are written into it.</summary>
    public bool IsOutput { get; }

    /// <summary>Words that are touched at least over the whole workload.</summary>
    public double Words { get; }

    /// <summary>How many places two spreads along one axis have at least: exact for one term and two.</summary>
    /// <param name="axis">The terms.</param>
    /// <param name="count">How many steps each dimension takes.</param>
    /// <param name="stride">How long they are in each dimension.</param>
    public static double Distinct(NestTerm[] axis, Func<int, double> count, Func<int, double> stride)
    {
        var most = 1.0;
        for (var i = 0; i < axis.Length; i++)
        {
            most = Math.Max(most, count(axis[i].Dimension));
            for (var j = 0; j < i; j++)
            {
                var (f, g) = (count(axis[i].Dimension), count(axis[j].Dimension));
                var (a, b) = (Math.Abs(axis[i].Coefficient) * stride(axis[i].Dimension), Math.Abs(axis[j].Coefficient) * stride(axis[j].Dimension));
                var common = Common(a, b);
                most = Math.Max(most, f * g - Math.Max(0, f - b / common) * Math.Max(0, g - a / common));
            }
        }
        return most;
    }

    private static NestTerm[] Terms(IReadOnlyList<NestTerm> axis, NestWorkload workload) => [.. axis.Where(term => workload.Sizes[term.Dimension] > 1 && term.Coefficient != 0)
        .GroupBy(term => term.Dimension).Select(g => new NestTerm(g.Key, g.Sum(term => term.Coefficient)))];

    private static double Places(NestTerm[] axis, IReadOnlyList<long> sizes)
    {
        var product = axis.Aggregate(1.0, (n, term) => n * sizes[term.Dimension]);
        if (axis.Length == 1) return product;
        if (product > MostPlaces) return Distinct(axis, d => sizes[d], _ => 1);
        var places = new HashSet<long> { 0 };
        foreach (var term in axis)
            places = [.. places.SelectMany(p => Enumerable.Range(0, (int)sizes[term.Dimension]).Select(i => p + term.Coefficient * i))];
        return places.Count;
    }

    private static double Common(double a, double b)
    {
        while (b > 0) (a, b) = (b, a % b);
        return a;
    }
}
