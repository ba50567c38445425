using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class RemovingPassesTests
{
    [Fact]
    public void Chains_of_identities_go_and_outputs_keep_theirs()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4);
            var copy = b.Node("Identity", "b", [b.Node("Identity", "a", [x])]);
            b.Output(b.Node("Neg", "y", [copy]));
            b.Output(b.Node("Identity", "z", [copy]));
        }).After(new IdentityElimination());
        Assert.Equal(["Neg", "Identity"], model.Graph.Nodes.Select(n => n.OpType));
        Assert.All(model.Graph.Nodes, n => Assert.Same(model.Graph.Inputs[0], n.Inputs[0]));
        Assert.Equal(["y", "z"], model.Graph.Outputs.Select(o => o.Name));
    }

    [Fact]
    public void A_branch_that_reads_or_returns_the_eliminated_value_gets_its_source()
    {
        var (kept, made) = (new Value("kept"), new Value("made"));
        Graph reads = null!, returns = null!;
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4);
            var copy = b.Node("Identity", "copy", [x]);
            reads = Body("reads", [], [kept], Node("Neg", [copy], [made]), Node("Identity", [made], [kept]));
            returns = Body("returns", [], [copy]);
            b.Output(b.Node("If", "y", [b.Input("flag", ElementType.Bool)], NodeAttribute.Of("then_branch", reads), NodeAttribute.Of("else_branch", returns)));
        }).After(new IdentityElimination());
        Assert.Same(model.Graph.Inputs[0], reads.Nodes[0].Inputs[0]);
        Assert.Same(model.Graph.Inputs[0], returns.Outputs[0]);
        // The branch's own output keeps its node: its name is the branch's interface.
        Assert.Equal(["Neg", "Identity"], reads.Nodes.Select(n => n.OpType));
        Assert.Single(model.Graph.Nodes);
    }

    [Fact]
    public void Dead_chains_go_and_what_a_subgraph_reads_stays()
    {
        var picked = new Value("picked");
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4);
            b.Node("Relu", "dead2", [b.Node("Neg", "dead1", [x])]);
            b.Weight("unused", Filling.Ones, 3);
            var inner = b.Node("Abs", "only inside", [x]);
            var branch = Body("branch", [], [picked], Node("Neg", [inner], [picked]), Node("Relu", [inner], [new("dead inside")]));
            b.Output(b.Node("If", "y", [b.Input("flag", ElementType.Bool)], NodeAttribute.Of("then_branch", branch)));
        }).After(new DeadCode());
        Assert.Equal(["Abs", "If"], model.Graph.Nodes.Select(n => n.OpType));
        Assert.Equal(["Neg"], model.Graph.Nodes[1].Subgraphs.Single().Nodes.Select(n => n.OpType));
        Assert.Empty(model.Graph.Initializers);
        Assert.Equal(2, model.Graph.Inputs.Count);
    }

    [Fact]
    public void A_node_with_one_live_output_stays_whole_and_a_default_of_an_input_stays()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4);
            b.Output(b.Node("", "Split", "parts", [x], 2)[1]!);
            var optional = b.Weight("optional", Filling.Ones, 4);
            b.Graph.Inputs.Add(optional);
        }).After(new DeadCode());
        Assert.Equal(2, Assert.Single(model.Graph.Nodes).Outputs.Count);
        Assert.Single(model.Graph.Initializers);
    }

    [Fact]
    public void A_pass_that_breaks_the_model_stops()
    {
        var model = Model(b => b.Output(b.Node("Relu", "y", [b.Node("Neg", "n", [b.Input("x", ElementType.Float, 4)])])));
        var error = Assert.Throws<InvalidOperationException>(() => new PassPipeline(new Careless()).Run(model, new()));
        Assert.Contains("'careless' broke the model", error.Message, StringComparison.Ordinal);
        Assert.Contains("GRAPH102", error.Message, StringComparison.Ordinal);
    }

    private sealed class Careless : IPass
    {
        public string Name => "careless";

        public void Run(Model model, Ridgeline.Diagnostics.DiagnosticBag diagnostics) => model.Graph.Nodes.RemoveAt(0);
    }
}
