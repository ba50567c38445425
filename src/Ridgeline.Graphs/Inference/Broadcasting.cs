namespace Ridgeline.Graphs.Operators;

/// <summary>Multidirectional broadcasting: shapes are aligned at the right, and a 1 stretches to what it meets.</summary>
public static class Broadcasting
{
    /// <summary>The shape that all of <paramref name="shapes"/> stretch to; unknown if one of the ranks is.</summary>
    /// <exception cref="InferenceException">Two dimensions are different numbers and neither is 1.</exception>
    public static Shape Broadcast(params ReadOnlySpan<Shape> shapes)
    {
        var rank = 0;
        foreach (var shape in shapes)
        {
            if (!shape.HasRank) return Shape.Unknown;
            rank = Math.Max(rank, shape.Rank);
        }
        var result = new Dim[rank];
        for (var i = 0; i < rank; i++)
        {
            var dim = Dim.Of(1);
            foreach (var shape in shapes)
            {
                var at = i - (rank - shape.Rank);
                if (at >= 0) dim = Meet(dim, shape[at], shapes);
            }
            result[i] = dim;
        }
        return Shape.Create(result);
    }

    private static Dim Meet(Dim a, Dim b, ReadOnlySpan<Shape> shapes)
    {
        if (a.IsKnown && a.Value == 1) return b;
        if (b.IsKnown && b.Value == 1) return a;
        if (a.IsKnown && b.IsKnown)
        {
            return a == b ? a : throw new InferenceException($"the shapes {string.Join(" and ", shapes.ToArray().Select(s => s.ToString()))} do not broadcast");
        }
        // A number above 1 wins over a name: the name must be it or 1. Two different names may be one and the other.
        if (a.IsKnown) return a;
        if (b.IsKnown) return b;
        return a == b ? a : Dim.Unknown;
    }
}
