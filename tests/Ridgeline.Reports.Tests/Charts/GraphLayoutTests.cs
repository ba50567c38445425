using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class GraphLayoutTests
{
    [Fact]
    public void Nodes_lie_below_all_they_depend_on_and_sources_come_down()
    {
        // 0 → 1 → 2 → 3, and 4 is used by 3 only.
        var graph = new LayeredGraph(5, [(0, 1), (1, 2), (2, 3), (0, 3), (4, 3)]);
        Assert.Equal([0, 1, 2, 3, 2], Enumerable.Range(0, 5).Select(graph.Layer));
    }

    [Fact]
    public void One_trunk_serves_all_edges_of_a_node()
    {
        var graph = new LayeredGraph(5, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 3), (0, 4)]);
        Assert.Equal(5 + 3, graph.Slots);
        Assert.Equal([1, 3, 4], graph.Wires.Single(wire => wire.Source == 0).Targets);
    }

    [Fact]
    public void Dominators_are_where_branches_began()
    {
        // 0 splits to 1 and 2, joined by 3, then 4; 5 is a second source of 4.
        (int, int)[] edges = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (5, 4)];
        Assert.Equal([-1, 0, 0, 0, -1, -1], Dominators.Of(6, edges, LayerOfNodes.TopologicalOrder(6, edges)));
    }

    [Fact]
    public void Crossings_that_can_go_do_go()
    {
        var graph = new LayeredGraph(6, [(0, 5), (1, 4), (2, 3)]);
        Assert.Equal(3, RowOrder.Crossings(graph, graph.Rows, [0, 1, 2, 0, 1, 2]));
        RowOrder.Improve(graph);
        Assert.Equal([5, 4, 3], graph.Rows[1]);
    }

    [Fact]
    public void Things_that_fit_stand_where_they_wish() =>
        Assert.Equal([0, 10, 20], Spacing.Place([0, 10, 20], [1, 1, 1], [0, 5, 5]));

    [Fact]
    public void Things_that_would_overlap_share_the_difference() =>
        Assert.Equal([-5, 5], Spacing.Place([0, 0], [1, 1], [0, 10]));

    [Fact]
    public void The_heavier_gives_way_less()
    {
        var places = Spacing.Place([0, 0], [9, 1], [0, 10]);
        Assert.Equal(-1, places[0], 1e-9);
        Assert.Equal(9, places[1], 1e-9);
    }

    [Fact]
    public void Cuts_go_where_few_lines_cross()
    {
        // A chain of 20 whose skips 0-8, 1-9, and 10-18 leave only the step from 9 to 10 with a single line.
        var edges = Enumerable.Range(0, 19).Select(i => (i, i + 1)).Concat([(0, 8), (1, 9), (10, 18)]);
        Assert.Equal([0, 10], GraphFold.Cut(new(20, edges), 2));
    }
}
