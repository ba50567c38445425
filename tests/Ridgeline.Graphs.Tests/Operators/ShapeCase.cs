using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>One node in a graph of its own: inputs written as text, outputs read as text.</summary>
/// <remarks>
/// An input is a type such as <c>float 2x3</c>, <c>float batchx?x4</c>, <c>float ?</c> (unknown rank), <c>float scalar</c>; or constant contents such
/// as <c>=1,-1</c> (a vector of int64), <c>=.5,2.0</c> (of float), <c>==3</c> (a scalar int64); or <c>-</c>, left out.
/// </remarks>
internal sealed class ShapeCase
{
    private readonly List<NodeAttribute> _attributes = [];
    private readonly List<string> _inputs = [];
    private readonly string _opType;
    private int _outputs = 1;
    private int _opset = 23;

    public ShapeCase(string opType, params string[] inputs)
    {
        _opType = opType;
        _inputs.AddRange(inputs);
    }

    public ShapeCase With(string name, long value) => With(NodeAttribute.Of(name, value));

    public ShapeCase With(string name, params long[] values) => With(NodeAttribute.Of(name, values));

    public ShapeCase With(string name, string value) => With(NodeAttribute.Of(name, value));

    public ShapeCase With(NodeAttribute attribute)
    {
        _attributes.Add(attribute);
        return this;
    }

    public ShapeCase Outputs(int count)
    {
        _outputs = count;
        return this;
    }

    public ShapeCase Opset(int version)
    {
        _opset = version;
        return this;
    }

    /// <summary>The types of the outputs, separated by <c>; </c>.</summary>
    public string Infer()
    {
        var (types, diagnostics) = Run();
        Assert.Empty(diagnostics.All);
        return types;
    }

    /// <summary>The message of the error that the node is.</summary>
    public string Error() => Assert.Single(Run().Diagnostics.Errors).Message;

    private (string Types, DiagnosticBag Diagnostics) Run()
    {
        var builder = new GraphBuilder("case", _opset);
        var outputs = builder.Node("", _opType, "node", [.. _inputs.Select((text, i) => Input(builder, $"in{i}", text))], _outputs, [.. _attributes]);
        var diagnostics = new DiagnosticBag();
        new ShapeInference().Run(builder.Build(), diagnostics);
        return (string.Join("; ", outputs.Select(o => o!.Type?.ToString() ?? "?")), diagnostics);
    }

    private static Value? Input(GraphBuilder builder, string name, string text)
    {
        if (text == "-") return null;
        if (text.StartsWith("==", StringComparison.Ordinal)) return builder.Constant(name, Tensor.OfInt64([long.Parse(text.AsSpan(2))]));
        if (text.StartsWith('='))
        {
            var parts = text[1..].Split(',', StringSplitOptions.RemoveEmptyEntries);
            return text.Contains('.', StringComparison.Ordinal)
                ? builder.Constant(name, Tensor.OfFloat(Array.ConvertAll(parts, float.Parse), parts.Length))
                : builder.Constant(name, Tensor.OfInt64(Array.ConvertAll(parts, long.Parse), parts.Length));
        }
        var (element, shape) = (text.Split(' ')[0], text.Split(' ')[1]);
        Assert.True(ElementTypes.TryParse(element, out var type), element);
        var value = builder.Input(name, type);
        value.Type = new TensorType(type, shape switch
        {
            "?" => Shape.Unknown,
            "scalar" => Shape.Scalar,
            _ => Shape.Of(shape.Split('x').Select(d => d == "_" ? Dim.Unknown : long.TryParse(d, out var n) ? Dim.Of(n) : Dim.Symbol(d))),
        });
        return value;
    }
}
