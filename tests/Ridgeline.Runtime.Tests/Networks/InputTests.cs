using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>What is wrong with a network or its inputs is said before anything runs.</summary>
public sealed class InputTests
{
    [Fact]
    public void A_missing_operator_is_named_with_its_node()
    {
        var graph = new Graph("g");
        var (x, y) = (new Value("x") { Type = new TensorType(ElementType.Float, Shape.Of(1)) }, new Value("y"));
        var node = new Node("Frobnicate", "my.domain") { Name = "the node" };
        graph.Inputs.Add(x);
        node.Inputs.Add(x);
        node.Outputs.Add(y);
        graph.Nodes.Add(node);
        graph.Outputs.Add(y);
        var diagnostics = new DiagnosticBag();
        Assert.Null(CompiledNetwork.Compile(new(graph), new(), diagnostics));
        var error = Assert.Single(diagnostics.Errors);
        Assert.Equal("RUN101", error.Code);
        Assert.Contains("my.domain::Frobnicate", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the node", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input", "RUN105")]
    [InlineData("type", "RUN106")]
    [InlineData("shape", "RUN107")]
    [InlineData("none", "RUN104")]
    public void A_wrong_input_is_named(string mistake, string code)
    {
        using var network = ZooNetworks.Compile("zoo:lenet", new());
        var inputs = ZooNetworks.Inputs(network);
        var name = network.Inputs[0].Name;
        var good = (RuntimeTensor)inputs[name];
        if (mistake == "input") inputs[name + "s"] = good;
        else if (mistake == "type") inputs[name] = new RuntimeTensor(ElementType.Int64, good.Dims);
        else if (mistake == "shape") inputs[name] = new RuntimeTensor(ElementType.Float, [.. good.Dims, 1]);
        else inputs.Clear();
        var exception = Assert.Throws<DiagnosticException>(() => network.Run(inputs));
        Assert.Contains(exception.Diagnostics, d => d.Code == code && d.Message.Contains(name, StringComparison.Ordinal));
    }
}
