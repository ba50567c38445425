namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Work counts that many operators share. Conventions of the whole table: MACs are counted in products only; a rounding or a negation is an addition;
/// an absolute value, a logical or a bitwise operation is a comparison; a square root is a division; any other function is one transcendental; a
/// branch counts its costlier side for every element; changes of type and movements of data count nothing.
/// </summary>
internal static class WorkRules
{
    /// <summary>Work of so many operations of each kind.</summary>
    public static Work Count(
        Int128 macs = default, Int128 add = default, Int128 mul = default, Int128 div = default, Int128 cmp = default, Int128 exp = default) => new()
        {
            Macs = new(macs),
            Additions = new(add),
            Multiplications = new(mul),
            Divisions = new(div),
            Comparisons = new(cmp),
            Transcendentals = new(exp),
        };

    /// <summary>So many operations of each kind for each element of the first output.</summary>
    public static Func<WorkContext, Work> Each(int add = 0, int mul = 0, int div = 0, int cmp = 0, int exp = 0) =>
        x => Times(x.OutCount(), add, mul, div, cmp, exp);

    /// <summary>So many operations of each kind, <paramref name="count"/> times.</summary>
    public static Work Times(Int128 count, int add = 0, int mul = 0, int div = 0, int cmp = 0, int exp = 0) =>
        Count(0, count * add, count * mul, count * div, count * cmp, count * exp);

    /// <summary>So many additions an output element.</summary>
    public static Func<WorkContext, Work> Adding(int each = 1) => Each(add: each);

    /// <summary>So many multiplications an output element.</summary>
    public static Func<WorkContext, Work> Multiplying(int each = 1) => Each(mul: each);

    /// <summary>So many comparisons an output element.</summary>
    public static Func<WorkContext, Work> Comparing(int each = 1) => Each(cmp: each);

    /// <summary>So many functions an output element.</summary>
    public static Func<WorkContext, Work> Transcending(int each = 1) => Each(exp: each);

    /// <summary><c>1 / (1 + exp(-x))</c> for each of so many elements: an exponential, an addition, a division.</summary>
    public static Work SigmoidEach(Int128 count) => Times(count, add: 1, div: 1, exp: 1);

    /// <summary>
    /// Softmax over <paramref name="rows"/> rows of <paramref name="n"/>: n-1 comparisons for the maximum, n subtractions, n exponentials, n-1 additions,
    /// n divisions a row.
    /// </summary>
    public static Work SoftmaxRows(Int128 rows, Int128 n) => n == 0 ? default
        : Count(add: rows * (n + n - 1), div: rows * n, cmp: rows * (n - 1), exp: rows * n);

    /// <summary>What is saved for the backward pass: so many elements of the first input's width, in bytes.</summary>
    public static Int128 SavedBytes(WorkContext x, Int128 elements) => (elements * x.InBits(0) + 7) / 8;
}
