using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>
/// A graph of one node, written as a line of text. Operator: <c>Conv</c>, <c>com.microsoft::MoE</c>, <c>Add@6</c> for an operator set. Inputs, apart by
/// spaces: <c>float[2xNx?]</c>, <c>float[scalar]</c>, <c>float[*]</c> of unknown rank, <c>-</c> left out, <c>?</c> of unknown type, <c>int64{1,2}</c> a
/// constant vector, <c>int64(5)</c> a constant scalar. Attributes: <c>axis=1 axes=[0,1] alpha=0.5f mode=fan</c>.
/// </summary>
internal sealed class OneNode
{
    private readonly Model _model;
    private readonly InferenceResult _inference;
    private readonly Node _node;

    public OneNode(string op, string inputs, string attributes = "", int outputs = 1)
    {
        var (name, opset) = op.Split('@') is [var before, var version] ? (before, int.Parse(version, CultureInfo.InvariantCulture)) : (op, 23);
        var domain = name.Contains("::", StringComparison.Ordinal) ? name[..name.IndexOf("::", StringComparison.Ordinal)] : "";
        var builder = new GraphBuilder("one", domain.Length == 0 ? opset : 23);
        if (domain.Length > 0) builder.Use(domain, 1);
        var values = Split(inputs).Select((text, i) => Input(builder, $"x{i}", text)).ToArray();
        var made = builder.Node(domain, name[(name.LastIndexOf(':') + 1)..], "node", values, outputs, [.. Split(attributes).Select(Attribute)]);
        foreach (var value in made) builder.Output(value!);
        _model = builder.Build();
        _node = _model.Graph.Nodes[0];
        var diagnostics = new DiagnosticBag();
        _inference = new ShapeInference().Infer(_model, diagnostics);
        Errors = [.. diagnostics.Errors.Select(d => d.Message)];
    }

    /// <summary>What inference complained of.</summary>
    public string[] Errors { get; }

    /// <summary>The types of the outputs, apart by spaces, as they are written for inputs.</summary>
    public string Types => string.Join(' ', _node.Outputs.Select(o => Text(o!.Type)));

    /// <summary>What the first output is known to contain, apart by commas; null if nothing is known.</summary>
    public string? Contents => _inference.ContentsOf(_node.Outputs[0]!) switch
    {
        { Integers: { } integers } => string.Join(',', integers),
        { Reals: { } reals } => string.Join(',', reals.Select(r => r.ToString("R", CultureInfo.InvariantCulture))),
        _ => null,
    };

    /// <summary>The work count: the kinds that are not 0, such as <c>macs 12 add 3</c>.</summary>
    public string Counts
    {
        get
        {
            var work = Work;
            var kinds = new (string Name, Int128 Count)[]
            {
                ("macs", work.Macs.Value), ("add", work.Additions.Value), ("mul", work.Multiplications.Value),
                ("div", work.Divisions.Value), ("cmp", work.Comparisons.Value), ("exp", work.Transcendentals.Value),
            };
            return string.Join(' ', kinds.Where(k => k.Count != 0).Select(k => $"{k.Name} {k.Count}"));
        }
    }

    public Work Work => Row.Work(Context);

    public Operator Row => OperatorTable.Find(_node)!;

    public WorkContext Context => new(_node, _model.OpsetOf(_node.Domain), _inference.ContentsOf);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(DataType? type) => type switch
    {
        null => "?",
        TensorType { Shape.HasRank: false } tensor => $"{tensor.Element.Spelling()}[*]",
        _ => type.ToString()!.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal),
    };

    private static Value? Input(GraphBuilder builder, string name, string text)
    {
        if (text == "-") return null;
        if (text == "?")
        {
            var value = builder.Input(name, ElementType.Float);
            value.Type = null;
            return value;
        }
        var open = text.IndexOfAny(['[', '{', '(']);
        Assert.True(ElementTypes.TryParse(text[..open], out var element), text);
        var inner = text[(open + 1)..^1];
        if (text[open] != '[') return builder.Constant(name, Constant(element, inner, isScalar: text[open] == '('));
        var input = builder.Input(name, element);
        input.Type = new TensorType(element, ShapeOf(inner));
        return input;
    }

    private static Shape ShapeOf(string text) => text switch
    {
        "*" => Shape.Unknown,
        "scalar" => Shape.Scalar,
        _ => Shape.Of(text.Split('x').Select(d => d == "?" ? Dim.Unknown : long.TryParse(d, out var number) ? number : Dim.Symbol(d))),
    };

    private static Tensor Constant(ElementType element, string text, bool isScalar)
    {
        var items = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        long[] dims = isScalar ? [] : [items.Length];
        return element switch
        {
            ElementType.Float => Tensor.OfFloat(Array.ConvertAll(items, i => float.Parse(i, CultureInfo.InvariantCulture)), dims),
            ElementType.Bool => Tensor.Of<byte>(element, Array.ConvertAll(items, byte.Parse), dims),
            ElementType.UInt8 => Tensor.Of<byte>(element, Array.ConvertAll(items, byte.Parse), dims),
            ElementType.Int32 => Tensor.Of<int>(element, Array.ConvertAll(items, int.Parse), dims),
            _ => Tensor.OfInt64(Array.ConvertAll(items, long.Parse), dims),
        };
    }

    private static NodeAttribute Attribute(string text)
    {
        var (name, value) = text.Split('=', 2) is [var n, var v] ? (n, v) : throw new ArgumentException(text);
        if (value.StartsWith('[')) return NodeAttribute.Of(name, Array.ConvertAll(value[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries), long.Parse));
        if (long.TryParse(value, out var number)) return NodeAttribute.Of(name, number);
        return value.EndsWith('f') && float.TryParse(value[..^1], CultureInfo.InvariantCulture, out var real) ? NodeAttribute.Of(name, real) : NodeAttribute.Of(name, value);
    }
}
