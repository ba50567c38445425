using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Einstein's summation in its plain form: for each combination of the output's letters, the sum over all others of the product of the operands.
/// </summary>
internal static class EinsteinSum
{
    private const string Ellipsis = "...";

    // Dimensions that an ellipsis stands for get names of their own, counted from the right.
    private const char FirstOfStack = '\u0100';

    public static readonly Implementation[] Rows = [new("Einsum", Run) { Widens = true, Expand = EinsteinProduct.Expand }];

    private static void Run(OperatorContext x)
    {
        var inputs = Enumerable.Range(0, x.InputCount).Select(x.Input).ToArray();
        var sides = x.Node.Text("equation", "").Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',').Select((term, i) => Expand(term, inputs[i].Rank)).ToArray();
        var stack = terms.SelectMany(t => t).Where(c => c >= FirstOfStack).Distinct().OrderDescending().ToArray();
        var output = sides.Length == 2 ? sides[1].Replace(Ellipsis, new string(stack), StringComparison.Ordinal) : Implicit(terms, stack);
        var sizes = new Dictionary<char, long>();
        for (var i = 0; i < terms.Length; i++)
        {
            for (var d = 0; d < terms[i].Length; d++) sizes[terms[i][d]] = Math.Max(inputs[i].Dims[d], sizes.GetValueOrDefault(terms[i][d], 1));
        }
        var summed = sizes.Keys.Where(c => !output.Contains(c, StringComparison.Ordinal)).ToArray();
        var result = x.Output(0, inputs[0].Element, [.. output.Select(c => sizes[c])]);
        var letters = output + new string(summed);
        var strides = inputs.Select((input, i) => Strides(input, terms[i], letters)).ToArray();
        ElementDispatch.Numbers(inputs[0].Element, new Loop(inputs, result, strides, [.. letters.Select(c => sizes[c])], output.Length));
    }

    private static string Expand(string term, int rank)
    {
        var named = term.Replace(Ellipsis, "", StringComparison.Ordinal).Length;
        var stack = Enumerable.Range(0, Math.Max(0, rank - named)).Select(i => (char)(FirstOfStack + rank - named - 1 - i));
        return term.Replace(Ellipsis, string.Concat(stack), StringComparison.Ordinal);
    }

    // What broadcasts, then each letter that occurs once, in order of the alphabet.
    private static string Implicit(string[] terms, char[] stack) => new string(stack)
        + string.Concat(terms.SelectMany(t => t).Where(c => c < FirstOfStack).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order());

    // A letter that occurs twice in a term walks along the diagonal.
    private static long[] Strides(RuntimeTensor input, string term, string letters)
    {
        var own = StridedCopy.Strides(input.Dims);
        return [.. letters.Select(letter => term.Select((c, d) => c == letter && input.Dims[d] > 1 ? own[d] : 0).Sum())];
    }

    private readonly unsafe struct Loop(RuntimeTensor[] inputs, RuntimeTensor output, long[][] strides, long[] sizes, int kept) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var offsets = new long[inputs.Length];
            var at = 0L;
            Outer<T>(0, offsets, ref at);
        }

        private void Outer<T>(int d, long[] offsets, ref long at)
            where T : unmanaged, INumber<T>
        {
            if (d == kept)
            {
                output.Pointer<T>()[at++] = Inner<T>(d, offsets);
                return;
            }
            for (var i = 0L; i < sizes[d]; i++)
            {
                Outer<T>(d + 1, offsets, ref at);
                for (var o = 0; o < offsets.Length; o++) offsets[o] += strides[o][d];
            }
            for (var o = 0; o < offsets.Length; o++) offsets[o] -= strides[o][d] * sizes[d];
        }

        private T Inner<T>(int d, long[] offsets)
            where T : unmanaged, INumber<T>
        {
            if (d == sizes.Length)
            {
                var product = T.One;
                for (var o = 0; o < offsets.Length; o++) product *= inputs[o].Pointer<T>()[offsets[o]];
                return product;
            }
            var sum = T.Zero;
            for (var i = 0L; i < sizes[d]; i++)
            {
                sum += Inner<T>(d + 1, offsets);
                for (var o = 0; o < offsets.Length; o++) offsets[o] += strides[o][d];
            }
            for (var o = 0; o < offsets.Length; o++) offsets[o] -= strides[o][d] * sizes[d];
            return sum;
        }
    }
}
