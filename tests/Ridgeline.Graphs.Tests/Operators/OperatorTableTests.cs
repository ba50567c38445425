using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>What holds for every row of the table.</summary>
public sealed class OperatorTableTests
{
    private static readonly NodeAttribute[][] s_attributes =
    [
        [],
        [.. Numbers("axis", 0, "k", 1, "num_heads", 2, "q_num_heads", 2, "kv_num_heads", 1, "num_groups", 2), Many("axes", 0), Many("kernel_shape", 1, 1), Many("shape", 2)],
        [.. Numbers("axis", -99, "k", -1, "num_heads", 7, "q_num_heads", -3, "to", 99, "p", 0, "size", 0, "hidden_size", -1, "K", -5, "N", 3), Many("axes", -9, 99)],
        [Many("kernel_shape", 0, -1, 5), Many("strides", 0), Many("pads", -7, 8), Many("pooled_shape", 1), Many("shape", -1), NodeAttribute.Of("equation", "i-,..->>")],
    ];

    public static TheoryData<string> Rows => [.. OperatorTable.Rows.Select(r => r.QualifiedName)];

    [Fact]
    public void Names_are_unique() =>
        Assert.Empty(OperatorTable.Rows.GroupBy(r => r.QualifiedName).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Versions_ascend() => Assert.All(OperatorTable.Rows, row =>
    {
        Assert.NotEmpty(row.Since);
        Assert.Equal(row.Since.Order().Distinct(), row.Since);
        Assert.True(row.Since[0] >= 1);
    });

    [Fact]
    public void Traits_do_not_contradict_each_other() => Assert.All(OperatorTable.Rows, row =>
    {
        if (row.Traits.HasFlag(Traits.Product)) Assert.False(row.Traits.HasFlag(Traits.NoGradient), row.QualifiedName);
        if (row.Traits.HasFlag(Traits.InPlace)) Assert.False(row.Traits.HasFlag(Traits.SavesInputs), row.QualifiedName);
    });

    /// <summary>Whatever the inputs are, a rule ends in types or in an error for people; a count, in numbers or in "not known".</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void A_rule_does_not_crash(string name)
    {
        var row = OperatorTable.Rows.Single(r => r.QualifiedName == name);
        foreach (var shape in new[] { "none", "unknown", "scalar", "vector", "matrix", "image", "names" })
        {
            for (var inputs = 0; inputs <= 6; inputs++)
            {
                foreach (var opset in new[] { 1, 7, 13, 28 })
                {
                    foreach (var attributes in s_attributes) Run(row, shape, inputs, opset, attributes);
                }
            }
        }
    }

    private static NodeAttribute Many(string name, params long[] values) => NodeAttribute.Of(name, values);

    private static IEnumerable<NodeAttribute> Numbers(params object[] pairs) =>
        pairs.Chunk(2).Select(pair => NodeAttribute.Of((string)pair[0], (long)(int)pair[1]));

    private static void Run(Operator row, string shape, int inputs, int opset, NodeAttribute[] attributes)
    {
        var builder = new GraphBuilder("fuzz", row.Domain.Length == 0 ? opset : 23);
        if (row.Domain.Length > 0) builder.Use(row.Domain, 1);
        var values = Enumerable.Range(0, inputs).Select(i => Input(builder, shape, i)).ToArray();
        builder.Node(row.Domain, row.Name, "node", values, 3, attributes);
        var model = builder.Build();
        var diagnostics = new DiagnosticBag();
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.DoesNotContain(diagnostics.All, d => d.Message.Contains("   at ", StringComparison.Ordinal));
        if (diagnostics.HasErrors) return;
        try
        {
            var context = new WorkContext(model.Graph.Nodes[0], model.OpsetOf(row.Domain), inference.ContentsOf);
            row.Work(context);
            row.SavedExtra?.Invoke(context);
        }
        catch (Exception e) when (e is UnknownShapeException or InferenceException)
        {
            // Not known, and said so.
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException)
        {
            // A node without the inputs or ranks that its rule reads; the profiler reports a layer that it cannot count.
        }
    }

    private static Value? Input(GraphBuilder builder, string shape, int index)
    {
        if (shape == "none") return null;
        var value = builder.Input($"x{index}", ElementType.Float);
        value.Type = shape switch
        {
            "scalar" => new TensorType(ElementType.Float, Shape.Scalar),
            "vector" => new TensorType(ElementType.Int64, Shape.Of(3)),
            "matrix" => new TensorType(ElementType.Float, Shape.Of(4, 4)),
            "image" => new TensorType(ElementType.Float, Shape.Of(2, 0, 5, 5)),
            "names" => new TensorType(ElementType.Float, Shape.Of([Dim.Symbol("n"), Dim.Unknown, Dim.Of(4)])),
            _ => null,
        };
        return value;
    }
}
