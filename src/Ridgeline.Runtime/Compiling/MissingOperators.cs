using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Names, before anything runs, each operator of a network that cannot be run.</summary>
internal static class MissingOperators
{
    /// <summary>Adds an error RUN101 for each operator that is missing, with the first node that wants it.</summary>
    public static void Check(Model model, DiagnosticBag diagnostics)
    {
        var missing = model.Graph.AllNodes().Where(n => ImplementationTable.Find(n, model.OpsetOf(n.Domain)) is null).ToList();
        if (missing.Count == 0) return;
        foreach (var group in missing.GroupBy(n => (n.Domain, n.OpType)))
        {
            var (first, count) = (group.First(), group.Count());
            var more = count == 1 ? "" : $" (and {count - 1} more)";
            diagnostics.Error("RUN101", $"the operator {first.QualifiedType} of opset {model.OpsetOf(first.Domain)} cannot be run", new(null, Detail: first + more),
                hint: "export the network with operators of ONNX's own domain");
        }
    }
}
