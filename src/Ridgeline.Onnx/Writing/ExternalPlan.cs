using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Writing;

/// <summary>Which tensors lie outside the model's file, and where.</summary>
internal sealed class ExternalPlan
{
    // Large tensors begin on a page, so that a reader can map each by itself.
    private const int LargeTensor = 1 << 16, LargeAlignment = 4096, SmallAlignment = 64;

    private readonly Dictionary<Tensor, (string Location, long Offset)> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Tensor Tensor, long Offset)> _present = [];
    private readonly string _name;
    private long _absentEnd;

    /// <summary>A plan for a model that will be called <paramref name="name"/>.</summary>
    public ExternalPlan(string name) => _name = name;

    /// <summary>The file that the plan fills, without its folder.</summary>
    public string DataName => _name + ".data";

    /// <summary>Its length.</summary>
    public long Length { get; private set; }

    /// <summary>The tensors that it holds, in order.</summary>
    public IReadOnlyList<(Tensor Tensor, long Offset)> Present => _present;

    /// <summary>Sends the initializers over a size outside.</summary>
    public void Export(Model model, long over)
    {
        foreach (var tensor in Initializers(model.Graph).Concat(model.Functions.SelectMany(f => Initializers(f.Body))))
        {
            if (!tensor.Data.IsPresent || tensor.Data is StringData || tensor.Data.Length <= over || _places.ContainsKey(tensor)) continue;
            var alignment = tensor.Data.Length >= LargeTensor ? LargeAlignment : SmallAlignment;
            var offset = (Length + alignment - 1) / alignment * alignment;
            _places[tensor] = (DataName, offset);
            _present.Add((tensor, offset));
            Length = offset + tensor.Data.Length;
        }
    }

    /// <summary>Where a tensor's elements lie outside, or null if they are in the model's file.</summary>
    public (string Location, long Offset)? Find(Tensor tensor)
    {
        if (_places.TryGetValue(tensor, out var place)) return place;
        if (tensor.Data is not AbsentData absent) return null;
        // A file that a model named stays named, so that the weights fit when they turn up. Never the file that is being written, though.
        if (absent.Location is { } location && location != DataName) return _places[tensor] = (location, absent.Offset);
        _places[tensor] = place = (_name + ".absent", _absentEnd);
        _absentEnd += absent.Length;
        return place;
    }

    private static IEnumerable<Tensor> Initializers(Graph graph) => graph.Initializers.Select(i => i.Constant).OfType<Tensor>()
        .Concat(graph.Nodes.SelectMany(n => n.Subgraphs.SelectMany(Initializers)));
}
