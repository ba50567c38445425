using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Einstein's summation of two operands as one product of stacks of matrices: letters of both and of the output count the stack, those of one and of the
/// output are its rows or columns, those of both alone are summed over.
/// </summary>
internal static class EinsteinProduct
{
    /// <summary>Writes the summation out as Transpose, Reshape and MatMul; false if it is another kind of sum.</summary>
    public static bool Expand(Expansion x)
    {
        var sides = x.Node.Text("equation", "").Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || sides[0].Split(',') is not [var a, var b] || sides[1] is not { } to) return false;
        if (x.Element(x[0]) != ElementType.Float || x.Dims(x[0]) is not { } left || x.Dims(x[1]) is not { } right) return false;
        if (!IsPlain(a, left.Length) || !IsPlain(b, right.Length) || !IsPlain(to, to.Length) || x.Dims(x.Output(0)) is null) return false;
        var sizes = new Dictionary<char, long>();
        for (var i = 0; i < a.Length; i++) sizes[a[i]] = left[i];
        // A size of one that broadcasts is left to the plain form.
        for (var i = 0; i < b.Length; i++) if (!sizes.TryAdd(b[i], right[i]) && sizes[b[i]] != right[i]) return false;
        string Those(Func<char, bool> chosen) => new([.. to.Where(chosen)]);
        var (stack, rows, columns) = (Those(c => a.Contains(c) && b.Contains(c)), Those(c => !b.Contains(c)), Those(c => !a.Contains(c)));
        var depth = new string([.. a.Where(c => b.Contains(c) && !to.Contains(c))]);
        if (depth.Length == 0 || stack.Length + rows.Length + depth.Length != a.Length || stack.Length + columns.Length + depth.Length != b.Length) return false;
        long Size(string letters) => letters.Aggregate(1L, (n, c) => n * sizes[c]);
        var (n, m, k, p) = (Size(stack), Size(rows), Size(depth), Size(columns));
        var first = Turned(x, x[0]!, a, stack + rows + depth, sizes, [n, m, k]);
        var second = Turned(x, x[1]!, b, stack + depth + columns, sizes, [n, k, p]);
        var product = x.Add("MatMul", ElementType.Float, [n, m, p], [first, second]);
        var made = stack + rows + columns;
        long[] dims = [.. made.Select(c => sizes[c])];
        if (made == to) return x.End("Reshape", [product, x.Numbers(dims)]);
        return x.End("Transpose", [x.Add("Reshape", ElementType.Float, dims, [product, x.Numbers(dims)])], Order(made, to));
    }

    // Letters alone, each once, one for each dimension.
    private static bool IsPlain(string term, int rank) => term.Length == rank && term.All(char.IsLetter) && term.Distinct().Count() == rank;

    private static NodeAttribute Order(string from, string to) => NodeAttribute.Of("perm", (long[])[.. to.Select(c => (long)from.IndexOf(c, StringComparison.Ordinal))]);

    private static Value Turned(Expansion x, Value value, string from, string to, Dictionary<char, long> sizes, long[] dims)
    {
        var turned = from == to ? value : x.Add("Transpose", ElementType.Float, [.. to.Select(c => sizes[c])], [value], Order(from, to));
        return x.Add("Reshape", ElementType.Float, dims, [turned, x.Numbers(dims)]);
    }
}
