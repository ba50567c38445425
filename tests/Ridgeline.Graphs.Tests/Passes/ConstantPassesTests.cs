using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class ConstantPassesTests
{
    public static TheoryData<NodeAttribute, string> Constants => new()
    {
        { NodeAttribute.Of("value", Tensor.OfFloat([1, 2], 1, 2)), "float[1x2]" },
        { NodeAttribute.Of("value_int", 3L), "int64[scalar]" },
        { NodeAttribute.Of("value_float", 3f), "float[scalar]" },
        { NodeAttribute.Of("value_ints", new long[] { 1, 2, 3 }), "int64[3]" },
        { NodeAttribute.Of("value_floats", Array.Empty<float>()), "float[0]" },
        { NodeAttribute.Of("value_string", "text"), "string[scalar]" },
        { new("value_strings", AttributeKind.Strings, new ReadOnlyMemory<byte>[] { new byte[1], new byte[2] }), "string[2]" },
        { new("sparse_value", AttributeKind.SparseTensor, new SparseTensor(Tensor.OfFloat([1], 1), Tensor.OfInt64([4], 1), [3, 3])), "sparse float[3x3]" },
    };

    [Theory]
    [MemberData(nameof(Constants))]
    public void A_constant_node_becomes_an_initializer(NodeAttribute attribute, string type)
    {
        var model = Model(b => b.Output(b.Node("Identity", "y", [b.Node("Constant", "c", [], attribute)]))).After(new ConstantCleanUp());
        var constant = Assert.Single(model.Graph.Initializers);
        Assert.Equal(type, constant.Type!.ToString());
        Assert.True(constant.IsConstant);
        Assert.Same(constant, Assert.Single(model.Graph.Nodes).Inputs[0]);
    }

    [Fact]
    public void A_constant_that_is_an_output_or_says_nothing_stays()
    {
        var model = Model(b =>
        {
            b.Output(b.Node("Constant", "c", [], NodeAttribute.Of("value_int", 3L)));
            b.Output(b.Node("Identity", "y", [b.Node("Constant", "empty", [])]));
        }).After(new ConstantCleanUp());
        Assert.Equal(3, model.Graph.Nodes.Count);
        Assert.Empty(model.Graph.Initializers);
    }

    [Fact]
    public void Constants_of_branches_are_lifted_where_they_stand()
    {
        var (c, y) = (new Value("inner"), new Value("picked"));
        var branch = Body("branch", [], [y], Node("Constant", [], [c], NodeAttribute.Of("value_float", 1f)), Node("Neg", [c], [y]));
        var model = Model(b => b.Output(b.Node("If", "y", [b.Input("flag", ElementType.Bool)], NodeAttribute.Of("then_branch", branch)))).After(new ConstantCleanUp());
        Assert.Same(c, Assert.Single(branch.Initializers));
        Assert.Empty(model.Graph.Initializers);
    }

    [Fact]
    public void Shape_arithmetic_folds_to_a_reshape_of_numbers()
    {
        // What PyTorch writes for x.view(x.size(0), -1).
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 8, 3, 4);
            var size = b.Node("Gather", "size", [b.Node("Shape", "shape", [x]), b.Count("zero", 0)], NodeAttribute.Of("axis", 0L));
            var row = b.Node("Unsqueeze", "row", [size, b.Integers("axes", 0)]);
            b.Output(b.Node("Reshape", "y", [x, b.Node("Concat", "target", [row, b.Integers("rest", -1)], NodeAttribute.Of("axis", 0L))]));
        }).After(new ConstantFolding()).After(new DeadCode());
        var reshape = Assert.Single(model.Graph.Nodes);
        Assert.Equal([8, -1], ElementReader.Integers(reshape.Inputs[1]!.Constant!)!);
        Assert.Equal("target", Assert.Single(model.Graph.Initializers).Name);
        Assert.Empty(model.Infer().All);
        Assert.Equal("float[8x12]", model.Graph.Outputs[0].Type!.ToString());
    }

    [Fact]
    public void What_depends_on_a_name_or_is_an_output_does_not_fold()
    {
        var model = Model(b =>
        {
            b.Output(b.Node("Shape", "known", [b.Input("fixed", ElementType.Float, 2, 2)]));
            b.Output(b.Node("Neg", "y", [b.Node("Shape", "open", [b.Input("x", ElementType.Float, Dim.Symbol("n"), 2)])]));
        }).After(new ConstantFolding());
        Assert.Equal(3, model.Graph.Nodes.Count);
    }

    [Fact]
    public void A_reshaped_weight_stays_a_parameter_and_computed_zeros_are_none()
    {
        var model = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 1, 4);
            var weight = b.Graph.Initializers.Count == 0 ? Stored(b, "w", 2, 8) : null;
            var folded = b.Node("Reshape", "folded", [weight, b.Integers("to", 4, 4)]);
            var zeros = b.Node("ConstantOfShape", "zeros", [b.Integers("dims", 1, 4)]);
            b.Output(b.Node("Add", "y", [b.Node("MatMul", "m", [x, folded]), zeros]));
        });
        PassPipeline.CleanUp().Run(model, new());
        Assert.Equal(["MatMul", "Add"], model.Graph.Nodes.Select(n => n.OpType));
        Assert.Equal(16, model.Profile().Parameters);
    }

    [Fact]
    public void A_random_node_is_not_folded()
    {
        var model = Model(b => b.Output(b.Node("Neg", "y", [b.Node("RandomNormal", "r", [], NodeAttribute.Of("shape", new long[] { 2 }))]))).After(new ConstantFolding());
        Assert.Equal(2, model.Graph.Nodes.Count);
        Assert.DoesNotContain(OperatorTable.Rows, row => row.Evaluate is not null && row.Traits.HasFlag(Traits.Random));
    }

    private static Value Stored(GraphBuilder b, string name, params long[] dims)
    {
        var value = b.Constant(name, new(ElementType.Float, dims, new MemoryData(new byte[4 * dims.Aggregate(1L, (p, d) => p * d)])));
        value.IsBuffer = false;
        return value;
    }
}
