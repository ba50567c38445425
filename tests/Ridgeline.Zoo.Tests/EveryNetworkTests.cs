using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>What holds for each network of the zoo.</summary>
public sealed class EveryNetworkTests
{
    public static TheoryData<string> References
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var network in NetworkZoo.Networks)
            {
                data.Add(network.Name);
                data.AddRange(network.Parameters.SelectMany(p => (p.Choices ?? []).Skip(1).Select(c => $"{network.Name}?{p.Name}={c}")));
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(References))]
    public void All_shapes_are_known_at_batch_1_and_8(string reference)
    {
        foreach (var batch in (long[])[1, 8])
        {
            var network = new BuiltNetwork($"{reference}{(reference.Contains('?', StringComparison.Ordinal) ? '&' : '?')}batch={batch}");
            Assert.NotEmpty(network.Graph.Outputs);
            var unknown = network.Graph.Nodes.SelectMany(n => n.Outputs).Where(o => o is not { Tensor.Shape.IsFullyKnown: true });
            Assert.Empty(unknown.Select(v => v?.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Names_of_nodes_and_values_are_unique(string reference)
    {
        var graph = NetworkZoo.Build(reference).Graph;
        var nodes = graph.AllNodes().Select(n => n.Name).ToArray();
        Assert.DoesNotContain("", nodes);
        Assert.Equal(nodes.Length, nodes.Distinct(StringComparer.Ordinal).Count());
        var values = graph.Inputs.Concat(graph.Initializers).Concat(graph.Nodes.SelectMany(n => n.Outputs).OfType<Value>()).Select(v => v.Name).ToArray();
        Assert.Equal(values.Length, values.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Two_builds_are_equal(string reference) =>
        Assert.Equal(GraphText.Of(NetworkZoo.Build(reference)), GraphText.Of(NetworkZoo.Build(reference)));

    [Theory]
    [MemberData(nameof(References))]
    public void Every_initializer_is_used_and_every_node_leads_to_an_output(string reference)
    {
        var graph = NetworkZoo.Build(reference).Graph;
        var used = new HashSet<Value>(graph.Outputs, ReferenceEqualityComparer.Instance);
        foreach (var node in graph.AllNodes()) used.UnionWith(node.Inputs.OfType<Value>());
        foreach (var body in graph.Nodes.SelectMany(n => n.Subgraphs)) used.UnionWith(body.Outputs);
        Assert.Empty(graph.Inputs.Concat(graph.Initializers).Where(v => !used.Contains(v)).Select(v => v.Name));
        Assert.Empty(graph.Nodes.Where(n => !n.Outputs.Exists(o => o is not null && used.Contains(o))).Select(n => n.Name));
    }

    [Fact]
    public void Names_of_networks_are_unique_and_all_have_a_source()
    {
        var names = NetworkZoo.Networks.Select(n => n.Name).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(NetworkZoo.Networks, n => Assert.True(n.Source.Length > 0 && n.Summary.Length > 0, n.Name));
        Assert.All(NetworkZoo.Networks, n => Assert.Single(n.AllParameters, p => p.Name == "batch"));
    }
}
