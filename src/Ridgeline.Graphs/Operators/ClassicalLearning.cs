using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Classical machine learning: x [N, features], or [features] for a single sample. Linear models and kernels are counted as products; a tree as one
/// comparison for each level of a balanced tree of its size, and an addition for its vote.
/// </summary>
internal static class ClassicalLearning
{
    private const string Ml = Domains.Learning;
    private const Traits Frozen = Traits.NoGradient;

    public static readonly Operator[] Rows =
    [
        // Features.
        new("ArrayFeatureExtractor", [1], InferExtracted) { Domain = Ml, Traits = Frozen },
        new("Binarizer", [1], SameAsInput) { Domain = Ml, Work = Comparing(), Traits = Frozen },
        new("FeatureVectorizer", [1], InferVectorized) { Domain = Ml, Traits = Frozen },
        new("Imputer", [1], SameAsInput) { Domain = Ml, Work = Comparing(), Traits = Frozen },
        new("Normalizer", [1], SameShape(ElementType.Float)) { Domain = Ml, Work = CountNormalizer, Traits = Frozen },
        new("OneHotEncoder", [1], InferOneHot) { Domain = Ml, Work = Comparing(), Traits = Frozen },
        new("Scaler", [1], SameShape(ElementType.Float)) { Domain = Ml, Work = Each(add: 1, mul: 1), Traits = Frozen },

        // Labels and dictionaries.
        new("CategoryMapper", [1], x => x.Output(0, Swapped(x.Element(0)), x.Shape(0))) { Domain = Ml, Traits = Frozen },
        new("LabelEncoder", [1, 2, 4], InferEncoded) { Domain = Ml, Traits = Frozen },
        new("CastMap", [1], x => x.Output(0, CastTarget(x.Node), Shape.Unknown)) { Domain = Ml, Traits = Frozen },
        new("DictVectorizer", [1], InferDictionary) { Domain = Ml, Traits = Frozen },
        new("ZipMap", [1], InferZipped) { Domain = Ml, Traits = Frozen },

        // Models.
        new("LinearRegressor", [1], x => InferScores(x, x.Node.Int("targets", 1))) { Domain = Ml, Work = CountLinear, Traits = Frozen },
        new("LinearClassifier", [1], InferClassified) { Domain = Ml, Work = CountLinear, Traits = Frozen },
        new("SVMRegressor", [1], x => InferScores(x, 1)) { Domain = Ml, Work = CountKernels, Traits = Frozen },
        new("SVMClassifier", [1], InferClassified) { Domain = Ml, Work = CountKernels, Traits = Frozen },
        new("TreeEnsembleRegressor", [1, 3, 5], x => InferTrees(x, ElementType.Float)) { Domain = Ml, Work = CountTrees, Traits = Frozen },
        new("TreeEnsembleClassifier", [1, 3, 5], InferClassified) { Domain = Ml, Work = CountTrees, Traits = Frozen },
        new("TreeEnsemble", [5], x => InferTrees(x, x.Element(0))) { Domain = Ml, Work = CountTrees, Traits = Frozen },
    ];

    private static Dim Samples(InferenceContext x) => x.Shape(0) switch
    {
        { HasRank: false } => Dim.Unknown,
        { Rank: < 2 } => 1,
        var shape => shape[0],
    };

    private static int Length(Node node, string name) => node.Attributes.GetValueOrDefault(name)?.Content is Array array ? array.Length : 0;

    private static ElementType Swapped(ElementType element) => element switch
    {
        ElementType.String => ElementType.Int64,
        ElementType.Int64 => ElementType.String,
        _ => ElementType.Undefined,
    };

    private static ElementType CastTarget(Node node) => node.Text("cast_to", "TO_FLOAT") switch
    {
        "TO_FLOAT" => ElementType.Float,
        "TO_INT64" => ElementType.Int64,
        "TO_STRING" => ElementType.String,
        _ => ElementType.Undefined,
    };

    private static void InferExtracted(InferenceContext x)
    {
        var (input, chosen) = (x.Shape(0), x.Shape(1));
        if (input.HasRank && input.Rank == 0) throw new InferenceException("a scalar has no features to extract");
        x.Output(0, x.Element(0), !input.HasRank ? Shape.Unknown
            : input.Rank == 1 ? [1, chosen.Elements]
            : input.With(-1, chosen.Elements));
    }

    private static void InferVectorized(InferenceContext x)
    {
        var widths = x.Node.Ints("inputdimensions");
        x.Output(0, ElementType.Float, [Samples(x), widths is null ? Dim.Unknown : Dim.Of(widths.Sum())]);
    }

    private static void InferOneHot(InferenceContext x)
    {
        var categories = Math.Max(Length(x.Node, "cats_int64s"), Length(x.Node, "cats_strings"));
        x.Output(0, ElementType.Float, x.Shape(0) is { HasRank: true } shape ? [.. shape, categories] : Shape.Unknown);
    }

    private static void InferEncoded(InferenceContext x)
    {
        var values = x.Node.Attributes.GetValueOrDefault("values_tensor")?.As<Tensor>();
        var element = values is not null ? values.Element
            : Length(x.Node, "values_strings") > 0 ? ElementType.String
            : Length(x.Node, "values_int64s") > 0 ? ElementType.Int64
            : Length(x.Node, "values_floats") > 0 ? ElementType.Float
            : Swapped(x.Element(0));
        x.Output(0, element, x.Shape(0));
    }

    private static void InferDictionary(InferenceContext x)
    {
        var element = x.Type(0) is MapType { Item: TensorType item } ? item.Element : ElementType.Undefined;
        x.Output(0, element, Shape.Unknown);
    }

    private static void InferZipped(InferenceContext x)
    {
        var key = Length(x.Node, "classlabels_strings") > 0 ? ElementType.String : ElementType.Int64;
        x.Output(0, new SequenceType(new MapType(key, new TensorType(ElementType.Float, Shape.Scalar))));
    }

    // Outputs: the label of each sample, and a score for each class where the classes are listed.
    private static void InferClassified(InferenceContext x)
    {
        int texts = Length(x.Node, "classlabels_strings"), numbers = Math.Max(Length(x.Node, "classlabels_ints"), Length(x.Node, "classlabels_int64s"));
        var classes = Math.Max(texts, numbers);
        x.Output(0, texts > 0 ? ElementType.String : ElementType.Int64, [Samples(x)]);
        x.Output(1, ElementType.Float, [Samples(x), classes > 0 && x.Node.OpType != "SVMClassifier" ? classes : Dim.Unknown]);
    }

    private static void InferScores(InferenceContext x, Dim targets) => x.Output(0, ElementType.Float, [Samples(x), targets]);

    private static void InferTrees(InferenceContext x, ElementType element)
    {
        var targets = x.Node.Int("n_targets", 0);
        x.Output(0, element, [Samples(x), targets > 0 ? Dim.Of(targets) : Dim.Unknown]);
    }

    private static (Int128 Samples, Int128 Features) SizesOf(WorkContext x)
    {
        var dims = x.In(0);
        return dims.Length < 2 ? (1, x.InCount(0)) : (dims[0], WorkContext.Product(dims.AsSpan(1)));
    }

    // Each sample meets each coefficient once; then the intercepts are added.
    private static Work CountLinear(WorkContext x)
    {
        var (samples, _) = SizesOf(x);
        return Count(macs: samples * Length(x.Node, "coefficients"), add: samples * Length(x.Node, "intercepts"));
    }

    // A product with each support vector, a function of it but for the linear kernel, and a sum weighted with the coefficients.
    private static Work CountKernels(WorkContext x)
    {
        var (samples, features) = SizesOf(x);
        Int128 supports = Length(x.Node, "support_vectors"), coefficients = Length(x.Node, "coefficients");
        var kernels = x.Node.Text("kernel_type", "LINEAR") == "LINEAR" || features == 0 ? 0 : samples * supports / features;
        return Count(macs: samples * (supports + coefficients), exp: kernels);
    }

    private static Work CountTrees(WorkContext x)
    {
        var (samples, _) = SizesOf(x);
        var ids = x.Node.Ints("nodes_treeids");
        var trees = Math.Max(1, ids?.Distinct().Count() ?? Length(x.Node, "tree_roots"));
        var nodes = ids?.Length ?? Length(x.Node, "nodes_featureids");
        var levels = long.Log2(Math.Max(1, nodes / trees)) + 1;
        return Count(add: samples * trees, cmp: samples * trees * levels);
    }

    // The greatest, or the sum of magnitudes or of squares, a row; then a division an element.
    private static Work CountNormalizer(WorkContext x)
    {
        var (count, rows) = (x.InCount(0), SizesOf(x).Samples);
        return x.Node.Text("norm", "MAX") switch
        {
            "MAX" => Count(cmp: count, div: count),
            "L1" => Count(add: count, cmp: count, div: count),
            _ => Count(add: count, mul: count, div: count + rows),
        };
    }
}
