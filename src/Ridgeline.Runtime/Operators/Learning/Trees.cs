using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Runtime.Operators;

/// <summary>TreeEnsemble: the leaves that trees lead to, joined for each target.</summary>
internal sealed class Trees
{
    private enum Comparing
    {
        AtMost = 0,
        Below = 1,
        AtLeast = 2,
        Above = 3,
        Equal = 4,
        Differing = 5,
        Member = 6,
    }

    private enum Joining
    {
        Average = 0,
        Sum = 1,
        Smallest = 2,
        Largest = 3,
    }

    public static readonly Implementation[] Rows =
    [
        new("TreeEnsemble", x => new Trees(x.Node).Run(x)) { Domain = Domains.Learning, Since = 5, Widens = true },
    ];

    private readonly long[] _roots;
    private readonly long[] _features;
    private readonly (long[] Ids, long[] Leaves) _true;
    private readonly (long[] Ids, long[] Leaves) _false;
    private readonly long[]? _missing;
    private readonly RuntimeTensor _modes;
    private readonly RuntimeTensor _splits;
    private readonly RuntimeTensor _weights;
    private readonly long[] _targets;
    private readonly HashSet<double>?[] _members;
    private readonly int _count;
    private readonly Joining _joining;

    private Trees(Node node)
    {
        (_roots, _features) = (Numbers(node, "tree_roots"), Numbers(node, "nodes_featureids"));
        _true = (Numbers(node, "nodes_truenodeids"), Numbers(node, "nodes_trueleafs"));
        _false = (Numbers(node, "nodes_falsenodeids"), Numbers(node, "nodes_falseleafs"));
        _missing = node.Ints("nodes_missing_value_tracks_true");
        (_modes, _splits, _weights) = (Tensor(node, "nodes_modes")!, Tensor(node, "nodes_splits")!, Tensor(node, "leaf_weights")!);
        _targets = Numbers(node, "leaf_targetids");
        _members = Members(Tensor(node, "membership_values"));
        (_count, _joining) = ((int)node.Int("n_targets", 1), (Joining)node.Int("aggregate_function", 1));
    }

    private static long[] Numbers(Node node, string name) => node.Ints(name) ?? throw new OperatorException($"it has no {name}");

    private static RuntimeTensor? Tensor(Node node, string name) => node.Attributes.GetValueOrDefault(name)?.As<Tensor>() is { } tensor
        ? TensorTransfer.ToRuntime(tensor)
        : name == "membership_values" ? null : throw new OperatorException($"it has no {name}");

    // One set for each node that asks for membership, in the nodes' order; NaN divides the sets.
    private HashSet<double>?[] Members(RuntimeTensor? values)
    {
        var sets = new HashSet<double>?[_features.Length];
        var at = 0;
        for (var n = 0; n < sets.Length; n++)
        {
            if ((Comparing)ScalarReading.Integer(_modes, n) != Comparing.Member) continue;
            sets[n] = [];
            for (; values is not null && at < values.Count && !double.IsNaN(ScalarReading.Real(values, at)); at++) sets[n]!.Add(ScalarReading.Real(values, at));
            at++;
        }
        return sets;
    }

    private void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var (rows, width) = (input.Dims[0], input.Dims[1]);
        var sums = new RuntimeTensor(ElementType.Float, rows, _count);
        for (var r = 0; r < rows; r++)
        {
            var start = _joining switch { Joining.Smallest => double.PositiveInfinity, Joining.Largest => double.NegativeInfinity, _ => 0.0 };
            var joined = Enumerable.Repeat(start, _count).ToArray();
            foreach (var root in _roots)
            {
                var leaf = Leaf(root, feature => ScalarReading.Real(input, (r * (int)width) + (int)feature));
                ref var target = ref joined[_targets[leaf]];
                target = Join(target, ScalarReading.Real(_weights, (int)leaf));
            }
            for (var t = 0; t < _count; t++) sums.Span<float>()[(r * _count) + t] = (float)(_joining == Joining.Average ? joined[t] / _roots.Length : joined[t]);
            PostTransform.Apply(sums.Span<float>().Slice(r * _count, _count), x.Node.Int("post_transform", 0));
        }
        Casting.Convert(sums, x.Output(0, input.Element, rows, _count));
    }

    private double Join(double so, double weight) => _joining switch
    {
        Joining.Smallest => Math.Min(so, weight),
        Joining.Largest => Math.Max(so, weight),
        _ => so + weight,
    };

    private long Leaf(long node, Func<long, double> feature)
    {
        for (var steps = 0; steps <= _features.Length; steps++)
        {
            var value = feature(_features[node]);
            var holds = double.IsNaN(value) ? _missing?[node] == 1 : Holds((int)node, value);
            var side = holds ? _true : _false;
            if (side.Leaves[node] != 0) return side.Ids[node];
            node = side.Ids[node];
        }
        throw new OperatorException("a tree leads in a circle");
    }

    private bool Holds(int node, double value)
    {
        var split = ScalarReading.Real(_splits, node);
        return (Comparing)ScalarReading.Integer(_modes, node) switch
        {
            Comparing.AtMost => value <= split,
            Comparing.Below => value < split,
            Comparing.AtLeast => value >= split,
            Comparing.Above => value > split,
            Comparing.Equal => value == split,
            Comparing.Differing => value != split,
            _ => _members[node]!.Contains(value),
        };
    }
}
