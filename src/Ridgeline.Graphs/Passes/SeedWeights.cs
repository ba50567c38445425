using System.Text;
using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Gives absent weights numbers: each is filled as its builder says, from a seed that the weight's name is mixed into, so that weights differ
/// among each other and are the same on every machine. Takes no memory: elements are made when they are read.
/// </summary>
/// <param name="seed">Which of the many fillings.</param>
public sealed class SeedWeights(ulong seed = 0) : IPass
{
    /// <inheritdoc/>
    public string Name => "seed weights";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        Seed(model.Graph);
        foreach (var function in model.Functions) Seed(function.Body);
    }

    private void Seed(Graph graph)
    {
        foreach (var value in graph.Initializers)
        {
            if (value.Constant is not { Data: AbsentData absent } tensor) continue;
            var data = new SeededData(tensor.Element, tensor.Count, absent.Filling, seed ^ Hash(value.Name));
            value.Constant = new(tensor.Element, tensor.Dims, data);
        }
        foreach (var subgraph in graph.Nodes.SelectMany(n => n.Subgraphs)) Seed(subgraph);
    }

    // FNV-1a: .NET's own hash of a text differs from run to run.
    private static ulong Hash(string name)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 0x100000001b3;
        return hash;
    }
}
