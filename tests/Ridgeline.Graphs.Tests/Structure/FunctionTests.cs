using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class FunctionTests
{
    private static readonly Value s_in = new("in");

    [Fact]
    public void A_reference_takes_the_callers_attribute_or_the_default_or_is_left_out()
    {
        var function = new Function("my", Body("F", [s_in], [new("out")], Node("Elu", [s_in], [])));
        function.Body.Nodes[0].Outputs.Add(function.Body.Outputs[0]);
        function.Body.Nodes[0].Set(NodeAttribute.Referring("alpha", AttributeKind.Float, "a"));
        Assert.Equal(3f, Instance(function, NodeAttribute.Of("a", 3f)).Float("alpha", -1));
        Assert.Equal(-1f, Instance(function).Float("alpha", -1));
        function.AttributeDefaults.Add(NodeAttribute.Of("a", 7f));
        Assert.Equal(7f, Instance(function).Float("alpha", -1));
        Assert.Equal(3f, Instance(function, NodeAttribute.Of("a", 3f)).Float("alpha", -1));
        Assert.Equal("outer", Instance(function, NodeAttribute.Referring("a", AttributeKind.Float, "outer")).Attributes["alpha"].Reference);

        static Node Instance(Function function, params NodeAttribute[] given) =>
            Assert.Single(FunctionTable.Instantiate(function, Call("F", [Value("x")], [new("y")], given)).Nodes);
    }

    [Fact]
    public void Nested_calls_expand_to_their_innermost_nodes()
    {
        // G(x) = F(F(x)), F(x) = Relu(Neg(x)).
        var (a, b, c) = (new Value("a"), new Value("b"), new Value("c"));
        var inner = new Function("my", Body("F", [a], [c], Node("Neg", [a], [b]), Node("Relu", [b], [c])));
        var (p, q, r) = (new Value("p"), new Value("q"), new Value("r"));
        var outer = new Function("my", Body("G", [p], [r], Call("F", [p], [q]), Call("F", [q], [r])));
        var model = Called("G", 1, outer, inner).After(new FunctionInlining());
        Assert.Equal(["Neg", "Relu", "Neg", "Relu"], model.Graph.Nodes.Select(n => n.OpType));
        Assert.Empty(model.Functions);
        Assert.Empty(model.Infer().All);
        Assert.Equal("float[2x3]", model.Graph.Outputs[0].Type!.ToString());
    }

    [Fact]
    public void Inference_sees_through_a_call_that_stands()
    {
        var (a, b) = (new Value("a"), new Value("b"));
        var model = Called("T", 1, new Function("my", Body("T", [a], [b], Node("Transpose", [a], [b]))));
        Assert.Empty(model.Infer().All);
        Assert.Equal("float[3x2]", model.Graph.Outputs[0].Type!.ToString());
    }

    [Fact]
    public void Outputs_that_hand_inputs_through_or_come_twice_are_still_made()
    {
        var (a, b) = (new Value("a"), new Value("b"));
        var function = new Function("my", Body("F", [a], [a, b, b], Node("Neg", [a], [b])));
        var inlined = Called("F", 3, function).After(new FunctionInlining());
        Assert.Equal(["Neg", "Identity", "Identity"], inlined.Graph.Nodes.Select(n => n.OpType));
        foreach (var model in new[] { inlined, Called("F", 3, function) })
        {
            Assert.Empty(model.Infer().All);
            Assert.All(model.Graph.Outputs, o => Assert.Equal("float[2x3]", o.Type!.ToString()));
        }
    }

    [Fact]
    public void Calls_of_one_name_do_not_make_values_of_one_name()
    {
        var (a, b, c) = (new Value("a"), new Value("b"), new Value("c"));
        var function = new Function("my", Body("F", [a], [c], Node("Neg", [a], [b]), Node("Relu", [b], [c])));
        var model = Model(g =>
        {
            var x = g.Input("x", ElementType.Float, 4);
            g.Output(g.Node("my", "F", "f", [g.Node("my", "F", "f", [x], 1)[0]], 1)[0]!);
            g.Output(g.Node("Neg", "f/b", [x]));
            foreach (var call in g.Graph.Nodes.Where(n => n.OpType == "F")) call.Name = "f";
        });
        model.Functions.Add(function);
        model.After(new FunctionInlining());
        Assert.Equal(5, model.Graph.Nodes.SelectMany(n => n.Outputs).Select(o => o!.Name).Distinct().Count());
    }

    [Fact]
    public void A_left_out_input_is_left_out_inside()
    {
        var (x, min, max, y) = (new Value("x"), new Value("min"), new Value("max"), new Value("y"));
        var function = new Function("my", Body("F", [x, min, max], [y], Node("Clip", [x, min, max], [y])));
        var model = Called("F", 1, function).After(new FunctionInlining());
        Assert.Equal([true, false, false], model.Graph.Nodes[0].Inputs.Select(i => i is not null));
        Assert.Empty(model.Infer().All);
    }

    [Fact]
    public void A_subgraph_in_a_body_reads_the_bodys_values()
    {
        var (x, doubled, yes, no, y, flag) = (new Value("x"), new Value("d"), new Value("yes"), new Value("no"), new Value("y"), new Value("flag"));
        var choose = Node("If", [flag], [y], Branch("then_branch", "Neg", doubled, yes), Branch("else_branch", "Relu", x, no));
        var function = new Function("my", Body("F", [x, flag], [y], Node("Add", [x, x], [doubled]), choose));
        var model = Model(b =>
        {
            var (first, second) = (b.Input("first", ElementType.Float, 5), b.Input("flag", ElementType.Bool));
            b.Output(b.Node("my", "F", "one", [first, second], 1)[0]!);
            b.Output(b.Node("my", "F", "two", [first, second], 1)[0]!);
        });
        model.Functions.Add(function);
        model.After(new FunctionInlining());
        var copies = model.Graph.Nodes.Where(n => n.OpType == "If").ToArray();
        Assert.Equal(2, copies.Length);
        Assert.NotSame(copies[0].Subgraph("then_branch"), copies[1].Subgraph("then_branch"));
        Assert.All(copies, c => Assert.Contains(c.Subgraph("then_branch")!.Nodes[0].Inputs[0], model.Graph.Nodes.SelectMany(n => n.Outputs)));
        Assert.All(copies, c => Assert.Same(model.Graph.Inputs[0], c.Subgraph("else_branch")!.Nodes[0].Inputs[0]));
        Assert.Empty(model.Infer().All);
        Assert.All(model.Graph.Outputs, o => Assert.Equal("float[5]", o.Type!.ToString()));
    }

    [Fact]
    public void Endless_recursion_ends_with_a_warning()
    {
        var diagnostics = new DiagnosticBag();
        var model = Endless(1);
        new FunctionInlining().Run(model, diagnostics);
        Assert.Equal(["GRAPH105"], diagnostics.Codes());
        Assert.Single(model.Functions);
    }

    [Fact]
    public void Inference_of_endless_recursion_that_doubles_ends() => Assert.True(Endless(2).Infer().HasErrors);

    private static Model Endless(int calls)
    {
        var values = Enumerable.Range(0, calls + 1).Select(i => new Value($"v{i}")).ToArray();
        var nodes = Enumerable.Range(0, calls).Select(i => Call("F", [values[i]], [values[i + 1]])).ToArray();
        return Called("F", 1, new Function("my", Body("F", [values[0]], [values[^1]], nodes)));
    }

    [Fact]
    public void The_bodys_operator_sets_become_the_models()
    {
        var (a, b) = (new Value("a"), new Value("b"));
        var function = new Function("my", Body("F", [a], [b], Node("Neg", [a], [b])));
        function.Opsets["com.example"] = 3;
        var model = Called("F", 1, function).After(new FunctionInlining());
        Assert.Equal((3, 21), (model.OpsetOf("com.example"), model.Opset));
    }

    private static NodeAttribute Branch(string name, string op, Value input, Value output) => NodeAttribute.Of(name, Body(name, [], [output], Node(op, [input], [output])));

    private static Node Call(string function, Value?[] inputs, Value?[] outputs, params NodeAttribute[] attributes)
    {
        var call = new Node(function, "my");
        call.Inputs.AddRange(inputs);
        call.Outputs.AddRange(outputs);
        foreach (var attribute in attributes) call.Set(attribute);
        return call;
    }

    private static Model Called(string function, int outputs, params Function[] functions)
    {
        var model = Model(b =>
        {
            foreach (var output in b.Node("my", function, "call", [b.Input("x", ElementType.Float, 2, 3)], outputs)) b.Output(output!);
        });
        model.Functions.AddRange(functions);
        return model;
    }
}
