namespace Ridgeline.Graphs.Operators;

/// <summary>Shape rules that many operators share.</summary>
internal static class ShapeRules
{
    /// <summary>One output of the first input's type and shape.</summary>
    public static void SameAsInput(InferenceContext x) => x.Output(0, x.Type(0) is SparseTensorType ? new TensorType(x.Element(0), x.Shape(0)) : x.Type(0));

    /// <summary>One output of the first input's shape and a type of its own.</summary>
    public static Action<InferenceContext> SameShape(ElementType element) => x => x.Output(0, element, x.Shape(0));

    /// <summary>All inputs broadcast together; the output has their element type.</summary>
    public static void Broadcast(InferenceContext x) => Broadcast(x, FirstElement(x));

    /// <summary>All inputs broadcast together; the output has a type of its own.</summary>
    public static Action<InferenceContext> BroadcastTo(ElementType element) => x => Broadcast(x, element);

    /// <summary>The second input stretches to the first, whose shape the output has.</summary>
    public static void BroadcastToFirst(InferenceContext x) => x.Output(0, FirstElement(x), x.Shape(0));

    /// <summary>The element type of the first input that has one.</summary>
    public static ElementType FirstElement(InferenceContext x)
    {
        for (var i = 0; i < x.InputCount; i++)
        {
            if (x.Element(i) is not ElementType.Undefined and var known) return known;
        }
        return ElementType.Undefined;
    }

    /// <summary>The element type that an attribute names, or the fallback if it is not there or 0.</summary>
    public static ElementType ElementAttribute(InferenceContext x, string name, ElementType fallback) =>
        x.Node.Int(name, 0) is var given and not 0 ? (ElementType)given : fallback;

    /// <summary>Throws unless a tensor whose rank is known has one of the ranks.</summary>
    /// <exception cref="InferenceException">It has another.</exception>
    public static void ExpectRank(Shape shape, string what, params ReadOnlySpan<int> ranks)
    {
        if (!shape.HasRank || Axes.Hold(ranks, shape.Rank)) return;
        throw new InferenceException($"the {what} {shape} has rank {shape.Rank}, not {string.Join(" or ", ranks.ToArray())}");
    }

    /// <summary>A dimension of a tensor, counted from the end if negative; unknown if the rank is, or is too small.</summary>
    public static Dim DimOf(Shape shape, int index) =>
        shape.HasRank && (index < 0 ? index + shape.Rank : index) is var at && at >= 0 && at < shape.Rank ? shape[at] : Dim.Unknown;

    private static void Broadcast(InferenceContext x, ElementType element)
    {
        // Before version 7 the second input stretched to the first, along an attribute axis.
        if (x.Opset < 7 && x.Node.Domain.Length == 0 && x.InputCount == 2)
        {
            x.Output(0, element, x.Shape(0));
            return;
        }
        x.Output(0, element, Broadcasting.Broadcast(x.Shapes()));
    }
}
