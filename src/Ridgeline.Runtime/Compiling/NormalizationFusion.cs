using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Finds normalisations of rows that a framework wrote out: d = x - mean(x), d / √(mean(d²) + ε) γ + β, and the same without the mean (root mean square).
/// The square may be a power or a product, the root a power or a root, the division a product with a reciprocal; γ and β may be left out. TensorFlow's form
/// x g + (β - mean g), g = γ / √(mean(d²) + ε), is known, too.
/// </summary>
internal sealed class NormalizationFusion
{
    private readonly Rewriting _rewriting;
    private readonly List<PlanNode> _members = [];

    private NormalizationFusion(Rewriting rewriting) => _rewriting = rewriting;

    /// <summary>Fuses all that are there.</summary>
    public static void Run(Plan plan, RuntimeOptions options)
    {
        var rewriting = new Rewriting(plan, options);
        foreach (var node in plan.Nodes.ToList())
        {
            new NormalizationFusion(rewriting).Try(node);
            new NormalizationFusion(rewriting).TryExpanded(node);
        }
        rewriting.Apply();
    }

    private Plan Plan => _rewriting.Plan;

    private void Try(PlanNode divides)
    {
        if (_rewriting.IsGone(divides)) return;
        var (centred, mean) = Quotient(divides);
        if (centred is null || mean is null || Plan.Dims(centred) is not { Length: > 0 } dims || !_rewriting.IsFloats(divides.Outputs[0], dims)) return;
        if (Variance(mean, dims) is not var (square, epsilon) || !IsSquareOf(square, centred, dims, out var x)) return;
        var (last, gamma, beta) = (divides, (Value?)null, (Value?)null);
        _members.Add(divides);
        if (Scaled(last, dims, Role.Multiplication) is ({ } scales, var factor))
        {
            (last, gamma) = (scales, factor);
            _members.Add(scales);
        }
        if (Scaled(last, dims, Role.Addition) is ({ } adds, var term))
        {
            (last, beta) = (adds, term);
            _members.Add(adds);
        }
        if (!_members.TrueForAll(m => m == last || _rewriting.IsPrivate(m, _members))) return;
        var row = FusedNormalization.Row(new(x != centred, dims[^1], epsilon));
        _rewriting.Replace(_members, PlanNode.Fused(_rewriting.InOrder(_members)[0], row, [x, gamma, beta], [last.Outputs[0]]));
    }

    // x g + (β - mean g) with g = γ / √(variance + ε), as TensorFlow writes it.
    private void TryExpanded(PlanNode adds)
    {
        if (_rewriting.IsGone(adds) || adds.Implementation.Role != Role.Addition || adds.Inputs is not [{ } a, { } b]) return;
        if (Plan.Dims(adds.Outputs[0]) is not { Length: > 0 } dims) return;
        var (product, difference) = _rewriting.Maker(a) is { Implementation.Role: Role.Subtraction } ? (b, a) : (a, b);
        if (_rewriting.Maker(product) is not { Implementation.Role: Role.Multiplication } scales || scales.Inputs is not [{ } p, { } q]) return;
        if (_rewriting.Maker(difference) is not { Implementation.Role: Role.Subtraction } less || less.Inputs is not [{ } beta, { } shift]) return;
        if (_rewriting.Maker(shift) is not { Implementation.Role: Role.Multiplication } shifts || shifts.Inputs is not [{ } s, { } t]) return;
        var factor = p == s || p == t ? p : q;
        var (x, mean) = (factor == p ? q : p, factor == s ? t : s);
        if ((factor != s && factor != t) || !IsRow(beta, dims)) return;
        if (_rewriting.Maker(factor) is not { Implementation.Role: Role.Multiplication } weighs || weighs.Inputs is not [{ } c, { } d]) return;
        var (gamma, inverse) = IsRow(c, dims) ? (c, d) : (d, c);
        if (!IsRow(gamma, dims) || !_rewriting.IsFloats(x, dims) || Averaged(mean, dims) != x || Inverse(inverse) is not { } under) return;
        if (Variance(under, dims) is not var (square, epsilon) || Squared(square) is not { } centred || Centred(centred, dims) != x) return;
        _members.AddRange([adds, scales, less, shifts, weighs]);
        if (!_members.TrueForAll(m => m == adds || _rewriting.IsPrivate(m, _members))) return;
        var row = FusedNormalization.Row(new(true, dims[^1], epsilon));
        _rewriting.Replace([.. _members.Distinct()], PlanNode.Fused(_rewriting.InOrder(_members)[0], row, [x, gamma, beta], [adds.Outputs[0]]));
    }

    // d / r, or d times 1 / r: the operand d, and what the root is taken of.
    private (Value? Centred, Value? Mean) Quotient(PlanNode node)
    {
        if (node.Implementation.Role == Role.Division && node.Inputs is [{ } d, { } r] && Root(r) is { } under) return (d, under);
        if (node.Implementation.Role != Role.Multiplication || node.Inputs is not [{ } a, { } b]) return default;
        if (Inverse(b) is { } ofB) return (a, ofB);
        return Inverse(a) is { } ofA ? (b, ofA) : default;
    }

    private Value? Root(Value value) => Function(value, UnaryKind.Sqrt);

    private Value? Inverse(Value value)
    {
        if (_rewriting.Maker(value) is not { } node) return null;
        var root = _rewriting.About(node) is var about && node.Implementation.Activation?.Invoke(about) is { Kind: UnaryKind.Reciprocal } ? node.Inputs[0]
            : node.Implementation.Role == Role.Division && node.Inputs is [{ } one, { } below] && _rewriting.Scalar(one) == 1 ? below : null;
        if (root is null || Root(root) is not { } under) return null;
        _members.Add(node);
        return under;
    }

    private Value? Function(Value value, UnaryKind kind)
    {
        if (_rewriting.Maker(value) is not { } node) return null;
        if (node.Implementation.Activation?.Invoke(_rewriting.About(node)) is not { } function || function.Kind != kind) return null;
        _members.Add(node);
        return node.Inputs[0];
    }

    // mean(square) + ε along the last axis.
    private (Value Square, float Epsilon)? Variance(Value value, long[] dims)
    {
        if (_rewriting.Maker(value) is not { Implementation.Role: Role.Addition } adds || adds.Inputs is not [{ } a, { } b]) return null;
        var (mean, epsilon) = _rewriting.Scalar(b) is { } right ? (a, right) : _rewriting.Scalar(a) is { } left ? (b, left) : (null, 0);
        if (mean is null || Averaged(mean, dims) is not { } square) return null;
        _members.Add(adds);
        return (square, epsilon);
    }

    // What a value is the mean of along the last axis, which is kept.
    private Value? Averaged(Value mean, long[] dims)
    {
        if (_rewriting.Maker(mean) is not { Implementation.Role: Role.Mean } node || !_rewriting.IsFloats(node.Inputs[0], dims)) return null;
        if (!_rewriting.IsFloats(mean, [.. dims[..^1], 1]) || dims[^1] == 1) return null;
        _members.Add(node);
        return node.Inputs[0];
    }

    // Whether a value is the square of d or of a difference that is the same; x is what d is centred of, or d itself.
    private bool IsSquareOf(Value square, Value centred, long[] dims, out Value x)
    {
        x = Centred(centred, dims) ?? centred;
        return Squared(square) is { } of && (of == centred || (x != centred && Centred(of, dims) == x));
    }

    // What a value is the square of.
    private Value? Squared(Value square)
    {
        if (_rewriting.Maker(square) is not { } node) return null;
        var of = node.Implementation.Activation?.Invoke(_rewriting.About(node)) is { Kind: UnaryKind.Square } ? node.Inputs[0]
            : node.Implementation.Role == Role.Multiplication && node.Inputs is [{ } a, { } b] && a == b ? a : null;
        if (of is not null) _members.Add(node);
        return of;
    }

    // x, if a value is x - mean(x).
    private Value? Centred(Value value, long[] dims)
    {
        if (_rewriting.Maker(value) is not { Implementation.Role: Role.Subtraction } node || node.Inputs is not [{ } x, { } mean]) return null;
        if (Averaged(mean, dims) != x) return null;
        _members.Add(node);
        return x;
    }

    // The only reader, if it multiplies with or adds a row of constants.
    private (PlanNode? Node, Value? Row) Scaled(PlanNode node, long[] dims, Role role)
    {
        if (_rewriting.OnlyReader(node.Outputs[0]) is not { } reader || reader.Implementation.Role != role) return default;
        if (reader.Inputs is not [{ } a, { } b] || a == b) return default;
        var row = a == node.Outputs[0] ? b : a;
        return _rewriting.IsFloats(reader.Outputs[0], dims) && IsRow(row, dims) ? (reader, row) : default;
    }

    // A constant of one number for each column.
    private bool IsRow(Value value, long[] dims) => Plan.IsConstant(value) && Plan.Element(value) == ElementType.Float
        && Plan.Dims(value) is { Length: > 0 } own && own[^1] == dims[^1] && own[..^1].All(d => d == 1);
}
