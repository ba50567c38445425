namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Einstein's summation: letters name the dimensions of each operand, an ellipsis stands for those that broadcast, and a letter that the output
/// does not have is summed over.
/// </summary>
internal sealed class Einsum
{
    private const string Ellipsis = "...";
    private readonly string[] _operands;
    private readonly string _output;

    private Einsum(string equation, int operands)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        _operands = sides[0].Split(',');
        if (sides.Length > 2 || equation.Length == 0) throw new InferenceException($"the equation '{equation}' is malformed", "such as 'ij,jk->ik'");
        if (_operands.Length != operands) throw new InferenceException($"the equation '{equation}' has {_operands.Length} terms for {operands} inputs");
        _output = sides.Length == 2 ? sides[1] : Implicit();
        foreach (var letter in _operands.Append(_output).SelectMany(Letters))
        {
            if (char.IsAsciiLetter(letter)) continue;
            throw new InferenceException($"the equation '{equation}' names a dimension '{letter}'", "names are single letters");
        }
        if (Letters(_output).FirstOrDefault(letter => !_operands.Any(o => o.Contains(letter, StringComparison.Ordinal))) is var missing and not '\0')
        {
            throw new InferenceException($"the equation '{equation}' has '{missing}' in the output but in no input");
        }
    }

    /// <summary>The shape rule.</summary>
    public static void Infer(InferenceContext x)
    {
        var einsum = new Einsum(x.Node.Text("equation", ""), x.InputCount);
        var sizes = new Dictionary<char, Dim>();
        var stacks = new Shape[x.InputCount];
        for (var i = 0; i < stacks.Length; i++) stacks[i] = einsum.Bind(i, x.Shape(i), sizes, x.Unify);
        x.Output(0, ShapeRules.FirstElement(x), einsum.Output(sizes, stacks));
    }

    /// <summary>
    /// Computed in one go, as written: with two operands or more one MAC for each combination of all indices, and a multiplication more for each
    /// operand beyond the second. With one operand, an addition for each element that is summed away.
    /// </summary>
    public static Work Count(WorkContext x)
    {
        var operands = x.Node.Inputs.Count;
        var einsum = new Einsum(x.Node.Text("equation", ""), operands);
        var sizes = new Dictionary<char, Dim>();
        var stacks = new Shape[operands];
        for (var i = 0; i < operands; i++) stacks[i] = einsum.Bind(i, Shape.Of(x.In(i)), sizes, (a, _, _) => a);
        Int128 points = 1;
        foreach (var size in sizes.Values.Concat(Broadcasting.Broadcast(stacks))) points *= size.Value;
        return operands == 1
            ? WorkRules.Count(add: Int128.Max(points - x.OutCount(), 0))
            : WorkRules.Count(macs: points, mul: points * (operands - 2));
    }

    // Without an arrow the output has what broadcasts, then each letter that occurs once, in order of the alphabet.
    private string Implicit()
    {
        var letters = _operands.SelectMany(Letters).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key).Order();
        return (Array.Exists(_operands, HasEllipsis) ? Ellipsis : "") + string.Concat(letters);
    }

    // Learns the sizes of an operand's letters and returns what its ellipsis stands for.
    private Shape Bind(int operand, Shape shape, Dictionary<char, Dim> sizes, Func<Dim, Dim, string, Dim> unify)
    {
        var term = _operands[operand];
        var letters = Letters(term);
        var stack = shape.HasRank ? shape.Rank - letters.Length : 0;
        if (stack < 0 || (stack > 0 && !HasEllipsis(term))) throw new InferenceException($"the term '{term}' does not fit the shape {shape}");
        var before = HasEllipsis(term) ? term.IndexOf(Ellipsis, StringComparison.Ordinal) : letters.Length;
        for (var i = 0; i < letters.Length; i++)
        {
            var dim = shape.HasRank ? shape[i < before ? i : i + stack] : Dim.Unknown;
            var known = sizes.GetValueOrDefault(letters[i], Dim.Of(1));
            // A dimension of 1 stretches.
            sizes[letters[i]] = known == Dim.Of(1) ? dim : dim == Dim.Of(1) ? known : unify(known, dim, $"the dimensions named '{letters[i]}'");
        }
        return shape.HasRank ? Shape.Of([.. shape.Slice(before, before + stack)]) : HasEllipsis(term) ? Shape.Unknown : Shape.Scalar;
    }

    private Shape Output(Dictionary<char, Dim> sizes, Shape[] stacks)
    {
        var stack = HasEllipsis(_output) ? Broadcasting.Broadcast(stacks) : Shape.Scalar;
        if (!stack.HasRank) return Shape.Unknown;
        var before = HasEllipsis(_output) ? _output.IndexOf(Ellipsis, StringComparison.Ordinal) : 0;
        var dims = Letters(_output).Select(letter => sizes[letter]).ToArray();
        return Shape.Of([.. dims[..before], .. stack, .. dims[before..]]);
    }

    private static string Letters(string term) => term.Replace(Ellipsis, "", StringComparison.Ordinal);

    private static bool HasEllipsis(string term) => term.Contains(Ellipsis, StringComparison.Ordinal);
}
