using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// What folding calculated and shape inference may want to know: a size that a network calculates in floats, such as that of a picture scaled to fit, is a
/// number once its nodes were run, and fixes all shapes behind it.
/// </summary>
internal sealed class LearnedContents
{
    // A network calculates a size from one that it resized to a few times at most.
    private const int MostRounds = 6;

    private readonly Dictionary<Value, Contents> _contents = new(ReferenceEqualityComparer.Instance);
    private int _rounds;

    /// <summary>Contents of values that nodes make.</summary>
    public IReadOnlyDictionary<Value, Contents> Contents => _contents;

    /// <summary>Whether shapes are open that what was folded since could fix. Only then is anything taken in.</summary>
    public bool Grew(Graph graph, Plan plan, Dictionary<Value, RuntimeTensor> constants)
    {
        if (_rounds++ == MostRounds || !plan.Nodes.Exists(n => n.Outputs.Exists(o => o is not null && plan.Dims(o) is null))) return false;
        var before = _contents.Count;
        foreach (var value in graph.Nodes.SelectMany(n => n.Outputs).OfType<Value>())
        {
            if (!constants.TryGetValue(value, out var tensor) || tensor.Element == ElementType.String || tensor.Count > Graphs.Operators.Contents.Most) continue;
            if (!_contents.ContainsKey(value) && Graphs.Operators.Contents.Of(TensorTransfer.FromRuntime(tensor)) is { } contents) _contents[value] = contents;
        }
        return _contents.Count > before;
    }
}
