using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// How long a training step holds each tensor. An activation is held until its last reader and until the last backward step that needs it; with
/// recomputation only those that cross into another segment are, and the others are made a second time.
/// </summary>
internal sealed class TrainingMemory
{
    private readonly Graph _graph;
    private readonly StorageMap _storage;
    private readonly GradientFlow _flow;
    private readonly TrainingSchedule _schedule;
    private readonly Dictionary<Value, Uses> _uses = new(ReferenceEqualityComparer.Instance);

    public TrainingMemory(Graph graph, StorageMap storage, GradientFlow flow, TrainingSchedule schedule)
    {
        (_graph, _storage, _flow, _schedule) = (graph, storage, flow, schedule);
        for (var i = 0; i < graph.Nodes.Count; i++) Note(graph.Nodes[i], i);
        foreach (var output in graph.Outputs)
        {
            var uses = UsesOf(output);
            uses.Read = graph.Nodes.Count - 1;
            if (flow.Wants(output)) uses.Gradient = graph.Nodes.Count - 1;
        }
    }

    public IReadOnlyList<TensorLife> Lives(Pricing pricing, WorkCount work)
    {
        var lives = new List<TensorLife>();
        foreach (var input in _graph.RequiredInputs.Where(_ => _graph.Nodes.Count > 0)) Hold(input, 0, -1);
        for (var i = 0; i < _graph.Nodes.Count; i++)
        {
            var node = _graph.Nodes[i];
            if (_flow.HasBackward(node) && work.Saved(node) is { Value: > 0 } saved)
            {
                lives.Add(new($"{node.Label} (saved)", null, saved, _schedule.Recomputes ? _schedule.Again(i) : i, _schedule.Backward(i)));
            }
            foreach (var output in node.Outputs.OfType<Value>().Where(o => ReferenceEquals(_storage.Of(o), o)))
            {
                Hold(output, i, _schedule.Segment(i));
                if (_uses.TryGetValue(output, out var uses) && uses.Gradient >= 0 && pricing.Of(output.Type) is { } size)
                {
                    lives.Add(new($"gradient of {output.Name}", output.Type, size, _schedule.Backward(uses.Gradient), _schedule.Backward(i)));
                }
            }
        }
        return lives;

        void Hold(Value value, int birth, int segment)
        {
            if (pricing.Of(value.Type) is not { } size) return;
            var uses = _uses.GetValueOrDefault(value) ?? new();
            var read = Math.Max(birth, uses.Read);
            if (!_schedule.Recomputes || _schedule.Segment(read) != segment)
            {
                lives.Add(new(value.Name, value.Type, size, birth, Math.Max(read, Math.Max(uses.Again, uses.Needed))));
                return;
            }
            var again = _schedule.Again(birth);
            lives.Add(new(value.Name, value.Type, size, birth, read));
            lives.Add(new(value.Name, value.Type, size, again, Math.Max(again, Math.Max(uses.Again, uses.Needed))));
        }
    }

    private void Note(Node node, int i)
    {
        var hasBackward = _flow.HasBackward(node);
        foreach (var read in StorageMap.Reads(node).Where(v => !v.IsConstant))
        {
            var uses = UsesOf(read);
            uses.Read = i;
            // Segments are run again from the last to the first: the last of the second runs is not that of the last reader.
            if (_schedule.Recomputes) uses.Again = Math.Max(uses.Again, _schedule.Again(i));
            if (hasBackward && _flow.Wants(read)) uses.Gradient = i;
        }
        if (!hasBackward || OperatorTable.Find(node) is not { } row) return;
        if (row.Traits.HasFlag(Traits.SavesInputs)) Need(node.Inputs);
        if (row.Traits.HasFlag(Traits.SavesOutputs)) Need(node.Outputs);

        void Need(List<Value?> values)
        {
            foreach (var value in values.OfType<Value>().Where(v => !v.IsConstant))
            {
                var uses = UsesOf(value);
                uses.Needed = Math.Max(uses.Needed, _schedule.Backward(i));
            }
        }
    }

    private Uses UsesOf(Value value)
    {
        var root = _storage.Of(value);
        if (!_uses.TryGetValue(root, out var uses)) _uses[root] = uses = new();
        return uses;
    }

    /// <summary>When a value, or a view of it, is used; -1 is never.</summary>
    private sealed class Uses
    {
        /// <summary>The last layer that reads it.</summary>
        public int Read { get; set; } = -1;

        /// <summary>The last step at which a layer that is run again reads it.</summary>
        public int Again { get; set; } = -1;

        /// <summary>The last layer whose backward step gives it a gradient: the first to do so.</summary>
        public int Gradient { get; set; } = -1;

        /// <summary>The last step at which a backward step needs it.</summary>
        public int Needed { get; set; } = -1;
    }
}
