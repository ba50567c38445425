using System.Runtime.CompilerServices;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Compiling;

/// <summary>A graph while a program is being made of it: its nodes in order, what is constant, what types are known.</summary>
/// <param name="constants">Tensors that are known beforehand.</param>
/// <param name="packed">What was made of constants, for all shapes.</param>
/// <param name="pool">Threads that help to pack weights.</param>
internal sealed class Plan(Dictionary<Value, RuntimeTensor> constants, ConditionalWeakTable<Value, object> packed, WorkerPool pool)
{
    /// <summary>Threads that help to pack weights.</summary>
    public WorkerPool Pool => pool;

    /// <summary>The nodes, in an order in which they can run.</summary>
    public List<PlanNode> Nodes { get; set; } = [];

    /// <summary>What the graph returns.</summary>
    public HashSet<Value> Outputs { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that subgraphs read.</summary>
    public HashSet<Value> Captured { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Types of values, where element type and dimensions are known.</summary>
    public Dictionary<Value, (ElementType Element, long[] Dims)> Types { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The constant that a value is, or null.</summary>
    public RuntimeTensor? Constant(Value? value)
    {
        if (value is null) return null;
        if (constants.TryGetValue(value, out var known)) return known;
        if (!value.IsConstant || Given.Contains(value)) return null;
        return constants[value] = value.Constant is { } dense ? TensorTransfer.Constant(dense) : TensorTransfer.ToRuntime(value.SparseConstant!);
    }

    /// <summary>Whether a value is a constant; does not read it.</summary>
    public bool IsConstant(Value? value) => value is not null && (constants.ContainsKey(value) || (value.IsConstant && !Given.Contains(value)));

    /// <summary>Inputs with a default that are given all the same.</summary>
    public HashSet<Value> Given { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was made of a constant, made if it is not there yet.</summary>
    public T Shared<T>(Value constant, Func<T> make)
        where T : class
    {
        if (packed.TryGetValue(constant, out var found) && found is T shared) return shared;
        var made = make();
        packed.AddOrUpdate(constant, made);
        // What was packed is not read again: the weights are held once.
        if (!ReferenceEquals(made, constants.GetValueOrDefault(constant)) && constant.Constant?.Data is MappedData data) data.Forget();
        return made;
    }

    /// <summary>Makes a value a constant.</summary>
    public void SetConstant(Value value, RuntimeTensor tensor)
    {
        constants[value] = tensor;
        Types[value] = (tensor.Element, tensor.Dims);
    }

    /// <summary>The dimensions of a value, or null if they are not known.</summary>
    public long[]? Dims(Value? value) => value is null ? null : Types.TryGetValue(value, out var type) ? type.Dims : Given.Contains(value) ? null : value.Constant?.Dims;

    /// <summary>The element type of a value, or undefined.</summary>
    public ElementType Element(Value? value) => value is null ? ElementType.Undefined
        : Types.TryGetValue(value, out var type) ? type.Element : value.Constant?.Element ?? value.Tensor?.Element ?? ElementType.Undefined;

    /// <summary>How often each value is read by the nodes; what is returned or captured counts as read once more.</summary>
    public Dictionary<Value, List<PlanNode>> Readers()
    {
        var readers = new Dictionary<Value, List<PlanNode>>(ReferenceEqualityComparer.Instance);
        foreach (var node in Nodes)
        {
            foreach (var input in node.Inputs)
            {
                if (input is null) continue;
                if (!readers.TryGetValue(input, out var list)) readers[input] = list = [];
                list.Add(node);
            }
        }
        return readers;
    }

    /// <summary>Whether somebody beside the nodes reads the value.</summary>
    public bool Escapes(Value value) => Outputs.Contains(value) || Captured.Contains(value);
}
