using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>The sizes of one scaled dot-product attention; what is not known is unknown.</summary>
/// <param name="Batch">Sequences.</param>
/// <param name="Heads">Heads of the queries.</param>
/// <param name="KeyHeads">Heads of keys and values; fewer than those of the queries where several share one.</param>
/// <param name="Queries">Positions that ask.</param>
/// <param name="Keys">Positions that are looked at, the cached ones included.</param>
/// <param name="Width">The width of a head of queries and keys.</param>
/// <param name="ValueWidth">The width of a head of values.</param>
internal readonly record struct AttentionSizes(Dim Batch, Dim Heads, Dim KeyHeads, Dim Queries, Dim Keys, Dim Width, Dim ValueWidth)
{
    /// <summary>The shape of all scores.</summary>
    public Shape Scores => [Batch, Heads, Queries, Keys];

    /// <summary>The shape of all keys, head by head.</summary>
    public Shape AllKeys => [Batch, KeyHeads, Keys, Width];

    /// <summary>The shape of all values, head by head.</summary>
    public Shape AllValues => [Batch, KeyHeads, Keys, ValueWidth];

    /// <summary>The number of softmaxes: one for each head and query.</summary>
    public Int128 Rows => (Int128)Number(Batch) * Number(Heads) * Number(Queries);

    /// <summary>
    /// The work: a MAC for each score and unit of width in QK', another for each score and unit of value width in PV, a multiplication by the scale,
    /// and a softmax over the keys. All scores are counted, also those that a causal mask throws away: a dense kernel computes them.
    /// </summary>
    /// <param name="masked">Whether a mask is added: an addition a score.</param>
    /// <param name="capped">Whether scores pass a soft cap: a division, a tanh, a multiplication a score.</param>
    public Work Count(bool masked, bool capped = false)
    {
        Int128 rows = Rows, keys = Number(Keys);
        var scores = rows * keys;
        return WorkRules.Count(macs: scores * (Number(Width) + Number(ValueWidth)))
            + SoftmaxRows(rows, keys)
            + Times(scores, add: masked ? 1 : 0, mul: 1)
            + (capped ? Times(scores, mul: 1, div: 1, exp: 1) : default);
    }

    /// <summary>The two products: a head of keys is multiplied by all queries that share it.</summary>
    public IReadOnlyList<MatrixProduct> Products
    {
        get
        {
            var shared = Number(Heads) % Math.Max(1, Number(KeyHeads)) == 0 ? Math.Max(1, Number(Heads) / Math.Max(1, Number(KeyHeads))) : 1;
            return MatrixProducts.Attention(Number(Batch) * Number(Heads) / shared, Number(Queries) * shared, Number(Keys), Number(Width), Number(ValueWidth));
        }
    }

    /// <summary>The shapes of a node's inputs, for rules that inference and work counts share.</summary>
    public static Func<int, Shape> ShapesOf(WorkContext x) => input => x.Has(input) ? Shape.Of(x.In(input)) : Shape.Unknown;

    /// <summary>A number of heads from an attribute; unknown if it is not there.</summary>
    public static Dim HeadsOf(Node node, string attribute) => node.Int(attribute, 0) is > 0 and var heads ? Dim.Of(heads) : Dim.Unknown;

    /// <summary>The width of one of so many heads.</summary>
    /// <exception cref="InferenceException">The heads do not divide it.</exception>
    public static Dim Split(Dim hidden, Dim heads) => hidden.IsKnown && heads.IsKnown && hidden.Value % heads.Value != 0
        ? throw new InferenceException($"{heads} heads do not divide a width of {hidden}")
        : hidden / heads;

    private static long Number(Dim dim) => dim.ValueOrNull ?? throw new UnknownShapeException("attention");
}
