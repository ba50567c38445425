using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>All of a model that a build decides, as text: two models are equal if their texts are.</summary>
internal static class GraphText
{
    public static string Of(Model model)
    {
        var text = new StringBuilder();
        foreach (var (domain, version) in model.Opsets) text.Append($"opset {domain} {version}\n");
        Write(text, model.Graph);
        foreach (var function in model.Functions) Write(text, function.Body);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Graph graph)
    {
        text.Append($"graph {graph.Name}\n");
        foreach (var input in graph.Inputs) text.Append($"input {input}\n");
        foreach (var value in graph.Initializers) text.Append($"initializer {value} {Text(value.Constant!)}\n");
        foreach (var node in graph.Nodes)
        {
            var inputs = string.Join(", ", node.Inputs.Select(v => v?.Name));
            text.Append($"{string.Join(", ", node.Outputs.Select(v => v?.Name))} = {node.QualifiedType} {node.Name} ({inputs})\n");
            foreach (var attribute in node.Attributes.Values) text.Append($"  {attribute.Name} {Text(attribute)}\n");
            foreach (var subgraph in node.Subgraphs) Write(text, subgraph);
        }
        foreach (var output in graph.Outputs) text.Append($"output {output}\n");
    }

    private static string Text(NodeAttribute attribute) => attribute.Content switch
    {
        long[] numbers => string.Join(' ', numbers),
        float[] numbers => string.Join(' ', numbers),
        Tensor tensor => Text(tensor),
        Graph => "graph",
        _ => attribute.Text ?? $"{attribute.Content}",
    };

    private static string Text(Tensor tensor) => tensor.Data switch
    {
        AbsentData absent => $"{tensor.Type} {absent.Filling}",
        { Length: < 1 << 12 } data => $"{tensor.Type} {Convert.ToHexString(data.ToArray())}",
        _ => $"{tensor.Type}",
    };
}
