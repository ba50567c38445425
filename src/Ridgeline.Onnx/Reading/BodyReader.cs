using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>
/// What graphs and functions have in common: inputs, nodes and outputs that know each other by name. First all names are declared, then
/// nodes are read, so that the order of nodes in the file does not matter.
/// </summary>
internal sealed class BodyReader
{
    private const int Deepest = 64;

    private readonly ReadSession _session;
    private int _nodes;

    public BodyReader(ReadSession session, Scope? parent, int offset)
    {
        (_session, Scope) = (session, new(parent));
        if (Scope.Depth > Deepest)
        {
            throw new OnnxFormatException("ONNX106", offset, $"graphs are nested deeper than {Deepest}", "No honest model nests If, Loop and Scan so.");
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    public Graph Graph { get; } = new("");

    public Scope Scope { get; }

    /// <summary>Declares a name; reports it if it cannot be given.</summary>
    public Value Declare(string name, int maker, int offset)
    {
        _session.Count(offset);
        if (name.Length == 0)
        {
            _session.Error("ONNX116", offset, $"{What(maker)} has no name");
        }
        else if (!Scope.Declare(name, maker, out var known))
        {
            _session.Error("ONNX110", offset, $"the name {Quoted.Text(name)} is given twice: here by {What(maker)}",
                "Each value of a graph needs a name of its own.");
        }
        else
        {
            if (Scope.Hides(name))
            {
                known.Name = $"{name}~{++_session.Renamed}";
                _session.Warn("ONNX115", offset, $"the name {Quoted.Text(name)} in a subgraph hides the same name around it; inside it is now {Quoted.Text(known.Name)}",
                    "ONNX forbids hiding. Nothing changes but the name.");
            }
            return known;
        }
        return new(name);
    }

    public void DeclareInput(WireReader reader)
    {
        var offset = reader.Position;
        var info = ValueInfo.Read(reader, _session);
        var value = Declare(info.Name, Scope.Input, offset);
        info.ApplyTo(value);
        Graph.Inputs.Add(value);
    }

    /// <summary>Declares what a node makes; the node itself is read once all names are known.</summary>
    public void DeclareOutputs(WireReader node)
    {
        while (node.Next())
        {
            if (node.Field == NodeFields.Output && node.Text() is { Length: > 0 } name) Declare(name, _nodes, node.Tag);
            else if (node.Field != NodeFields.Output) node.Skip();
        }
        _nodes++;
    }

    public void ReadNode(WireReader node)
    {
        Scope.CurrentNode++;
        Graph.Nodes.Add(NodeReader.Read(node, _session, Scope));
    }

    public void ReadOutput(WireReader reader)
    {
        var offset = reader.Position;
        var info = ValueInfo.Read(reader, _session);
        var value = AddOutput(info.Name, offset);
        // What an input or a constant is, it has said itself.
        if (Scope.Own(info.Name) is (_, >= 0) || value.Type is null) info.ApplyTo(value);
    }

    public Value AddOutput(string name, int offset)
    {
        // An output is read after all nodes, whatever their order.
        (var current, Scope.CurrentNode) = (Scope.CurrentNode, int.MaxValue);
        var value = Scope.Use(System.Text.Encoding.UTF8.GetBytes(name));
        Scope.CurrentNode = current;
        if (value is null)
        {
            _session.Error("ONNX112", offset, $"the output {Quoted.Text(name)} is made by no node, input or constant", "Name an existing value, or drop the output.");
            value = new(name);
        }
        Graph.Outputs.Add(value);
        return value;
    }

    /// <summary>Takes the declared type of an inner value, unless the value has one or is not there (tools leave such behind).</summary>
    public void ReadValueInfo(WireReader reader)
    {
        var info = ValueInfo.Read(reader, _session);
        if (Scope.Own(info.Name) is var (value, _) && value.Type is null) info.ApplyTo(value);
    }

    /// <summary>The finished graph.</summary>
    public Graph Finish()
    {
        if (Scope.IsOutOfOrder) NodeOrder.Sort(Graph, _session);
        return Graph;
    }

    private static string What(int maker) => maker switch
    {
        Scope.Input or Scope.InputWithDefault => "an input",
        Scope.Initializer => "an initializer",
        _ => "a node's output",
    };
}
