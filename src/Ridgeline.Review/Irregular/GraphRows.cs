namespace Ridgeline.Review.Irregular;

/// <summary>
/// Rows of the adjacency of a graph that grew by preferential attachment (Barabasi and Albert 1999): each new node takes two edges to nodes drawn by their
/// degree,
/// which gives citation graphs their few very full rows. As many nodes as Cora has, and about as many edges (Kipf and Welling 2017).
/// </summary>
internal static class GraphRows
{
    private const int Nodes = 2708;
    private const int EdgesOfNode = 2;

    /// <summary>The degree of each node.</summary>
    public static IReadOnlyList<int> Degrees(int seed)
    {
        var random = new Random(seed);
        var degrees = new int[Nodes];
        // Both ends of every edge: a draw from them is a draw by degree.
        var ends = new List<int>(2 * EdgesOfNode * Nodes) { 0, 1 };
        (degrees[0], degrees[1]) = (1, 1);
        for (var node = EdgesOfNode; node < Nodes; node++)
        {
            for (var edge = 0; edge < EdgesOfNode; edge++)
            {
                var other = ends[random.Next(ends.Count - edge)];
                (degrees[node], degrees[other]) = (degrees[node] + 1, degrees[other] + 1);
                ends.Add(other);
            }
            ends.AddRange(Enumerable.Repeat(node, EdgesOfNode));
        }
        return degrees;
    }
}
