using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using Ridgeline.Tests;

namespace Ridgeline.Onnx.Tests.Conformance;

/// <summary>Shape inference on ONNX's own test models: it finds the declared shape or says that it does not know, never another one.</summary>
public sealed class ShapeConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Node_tests_from_the_model_alone() => Judge(NodeTests, _ => [], atLeast: 0.82);

    /// <summary>As a runtime sees them: target shapes, axes and scales that are inputs are known.</summary>
    [Fact]
    public void Node_tests_with_their_inputs_known() => Judge(NodeTests, WithInputs, atLeast: 0.97);

    [Fact]
    public void Small_models_beside_the_node_tests() => Judge(ConformanceData.Models().Where(m => !IsNodeTest(m)), WithInputs, atLeast: 0.95);

    [Fact]
    public void Real_networks() => Judge(ConformanceData.RealModels(), _ => [], atLeast: 0);

    private static IEnumerable<string> NodeTests => ConformanceData.Models().Where(IsNodeTest);

    private static bool IsNodeTest(string file) => file.Contains("/data/node/", StringComparison.Ordinal);

    private static Dictionary<Value, Contents> WithInputs((Model Model, string File) read) => TestVectors.Known(read.Model, read.File);

    private void Judge(IEnumerable<string> files, Func<(Model, string), Dictionary<Value, Contents>> known, double atLeast)
    {
        var (all, complete) = (0, 0);
        var (wrong, open) = (new List<string>(), new SortedDictionary<string, List<string>>(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var diagnostics = new DiagnosticBag();
            using var model = OnnxReader.Read(file, diagnostics);
            Assert.True(model is not null, $"{file}: {string.Join("; ", diagnostics.Errors)}");
            var declared = new DeclaredTypes(model.Graph);
            new ShapeInference(keepDeclared: false, known((model, file))).Run(model, diagnostics);
            var complaints = declared.Contradictions().Concat(TestVectors.Contradictions(model, file)).Concat(diagnostics.Errors.Select(d => d.ToString()));
            wrong.AddRange(complaints.Select(complaint => $"{Name(file)}: {complaint}"));
            var rowless = model.Graph.AllNodes().Where(n => n.Domain.Length == 0 && OperatorTable.Find(n) is null);
            wrong.AddRange(rowless.Select(node => $"{Name(file)}: {node.OpType} has no row"));
            all++;
            if (model.Graph.Outputs.TrueForAll(o => o.Type is not null && DeclaredTypes.IsComplete(o.Type))) complete++;
            else Add(open, FirstOpen(model.Graph), $"{Name(file)} {string.Join(", ", model.Graph.Outputs)}");
        }
        output.WriteLine($"{complete} of {all} models ({(double)complete / all:P2}) have all output types inferred in full");
        foreach (var (type, names) in open) output.WriteLine($"  open at {type} ({names.Count}):\n    {string.Join("\n    ", names)}");
        Assert.Empty(wrong);
        Assert.True((double)complete / all >= atLeast, $"only {complete} of {all} are inferred in full");
    }

    private static void Add(SortedDictionary<string, List<string>> lists, string key, string item)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(item);
    }

    /// <summary>The operator where knowledge ends: the first with an output that is not known in full.</summary>
    private static string FirstOpen(Graph graph) =>
        graph.Nodes.Find(n => n.Outputs.Exists(o => o is not null && !DeclaredTypes.IsComplete(o.Type)))?.QualifiedType ?? "an input";

    private static string Name(string file) =>
        Path.GetFileName(Path.GetDirectoryName(file)) is { } folder && Path.GetFileName(file) == "model.onnx" ? folder : Path.GetFileName(file);
}
