using System.Runtime.CompilerServices;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Memory of an inference by liveness: inputs and outputs of each layer at once, each tensor freed after its last reader.</summary>
internal static class MemoryPlanner
{
    public static MemoryProfile Inference(Graph graph, Bytes resident, Pricing pricing)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var storage = new StorageMap(graph);
        var last = LastReads(graph, storage);
        var lives = new List<TensorLife>();
        var unsized = 0;
        foreach (var input in graph.RequiredInputs) Live(input, 0);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            foreach (var output in node.Outputs)
            {
                if (output is not null && ReferenceEquals(storage.Of(output), output)) Live(output, i);
            }
            // Of two branches one runs, and a loop's turns follow each other: the largest body is what must fit.
            var bodies = node.Subgraphs.Select(body => Inference(body, Bytes.Zero, pricing)).ToList();
            if (bodies.Count == 0) continue;
            lives.Add(new($"{node.Label}/...", null, bodies.Max(b => b.PeakActivations), i, i));
            unsized += bodies.Sum(b => b.Unsized);
        }
        return Liveness.Sweep(resident, graph.Nodes.ConvertAll(n => (n.Label, "forward")), lives, unsized);

        void Live(Value value, int birth)
        {
            if (graph.Nodes.Count == 0) return;
            if (pricing.Of(value.Type) is { } size) lives.Add(new(value.Name, value.Type, size, birth, last.GetValueOrDefault(value, birth)));
            else unsized++;
        }
    }

    /// <summary>For each value that has memory of its own, the index of the last node that reads it or a view of it.</summary>
    private static Dictionary<Value, int> LastReads(Graph graph, StorageMap storage)
    {
        var last = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var read in StorageMap.Reads(graph.Nodes[i])) last[storage.Of(read)] = i;
        }
        foreach (var output in graph.Outputs) last[storage.Of(output)] = graph.Nodes.Count - 1;
        return last;
    }
}
