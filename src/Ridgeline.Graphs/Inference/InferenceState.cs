using System.Runtime.CompilerServices;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Passes;

/// <summary>The state of one inference over a model: declared types, known contents, dimensions found equal.</summary>
internal sealed class InferenceState : IInferenceScope
{
    // Loops in loops and functions in functions multiply: a hostile file must not keep us for ever.
    private const long MostInferred = 2_000_000;

    private readonly Model _model;
    private readonly DiagnosticBag _diagnostics;
    private readonly bool _keepDeclared;
    private readonly Dictionary<Value, DataType> _declared = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Contents?> _contents = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Dim> _bindings = new(StringComparer.Ordinal);
    private readonly FunctionTable _functions;
    private readonly Dictionary<Value, DataType?> _declaredInputs = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<Value, Contents> _given;
    private int _callDepth;
    private int _skippable;
    private long _inferred;

    public InferenceState(Model model, DiagnosticBag diagnostics, bool keepDeclared, IReadOnlyDictionary<Value, Contents>? known)
    {
        (_model, _diagnostics, _keepDeclared) = (model, diagnostics, keepDeclared);
        _functions = new(model);
        _given = known ?? new Dictionary<Value, Contents>();
        foreach (var (value, contents) in _given) _contents[value] = contents;
        Forget(model.Graph);
    }

    /// <summary>All contents that were looked at; null is "looked, and not known".</summary>
    public IReadOnlyDictionary<Value, Contents?> AllContents => _contents;

    /// <summary>Infers the main graph, then writes the dimensions that were found equal into every type.</summary>
    public void InferMain()
    {
        InferNodes(_model.Graph, _model.OpsetOf);
        if (_bindings.Count == 0) return;
        foreach (var value in ShapeInference.Typed(_model.Graph)) value.Type = value.Type?.Substitute(_bindings);
        foreach (var (value, contents) in _contents.Where(c => c.Value?.Integers is not null).ToArray())
        {
            _contents[value] = new(contents!.Element, contents.Dims, Array.ConvertAll(contents.Integers!, d => d.Substitute(_bindings)));
        }
    }

    // Types of inner values are remembered as declared and cleared, so that an inner value has a type only once its node was inferred.
    private void Forget(Graph graph)
    {
        var inputs = new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance);
        foreach (var value in graph.Initializers.Where(v => v.IsConstant))
        {
            inputs.Add(value);
            value.Type = value.Constant?.Type ?? (DataType)value.SparseConstant!.Type;
        }
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                if (output is null || inputs.Contains(output)) continue;
                if (output.Type is not null && _keepDeclared) _declared[output] = output.Type;
                output.Type = null;
            }
            foreach (var subgraph in node.Subgraphs) Forget(subgraph);
        }
    }

    private void InferNodes(Graph graph, Func<string, int> opsetOf)
    {
        foreach (var node in graph.Nodes) InferNode(node, opsetOf);
    }

    private void InferNode(Node node, Func<string, int> opsetOf)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _inferred++;
        // A loop's body is inferred again when what it carries turns out wider: what was known of its values may no longer hold.
        foreach (var output in node.Outputs)
        {
            if (output is not null && !_given.ContainsKey(output)) _contents.Remove(output);
        }
        var function = _functions.Find(node);
        var row = function is null ? OperatorTable.Find(node) : null;
        try
        {
            if (function is not null) InferCall(function, node);
            else if (row is not null) InferByRule(row, node, opsetOf(node.Domain));
        }
        catch (InferenceException e)
        {
            var place = new SourceSpot(null, Detail: node.ToString());
            if (_skippable == 0) _diagnostics.Error("SHAPE101", e.Message, place, e.Hint);
            else _diagnostics.Warning("SHAPE103", $"{e.Message}: the branch of an If that it stands in must not be taken", place, e.Hint);
        }
        // What the rule did not reach keeps the declared type.
        foreach (var output in node.Outputs)
        {
            if (output is { Type: null } && _declared.TryGetValue(output, out var declared)) output.Type = declared;
        }
    }

    private void InferByRule(Operator row, Node node, int opset)
    {
        var context = new InferenceContext(node, opset, this);
        try
        {
            row.Infer(context);
            if (row.Evaluate?.Invoke(context) is { } contents && contents.Count <= Contents.Most) context.OutputContents(0, contents);
        }
        // A rule indexes freely into shapes and inputs; a malformed node that makes it miss is the file's fault, and says so.
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidOperationException
            or OverflowException or DivideByZeroException or NullReferenceException or ArgumentException or InvalidCastException)
        {
            throw new InferenceException($"inputs and attributes do not fit the operator: {e.Message}");
        }
    }

    // A function is inferred on a copy of its body that this call's inputs and attributes are written into.
    private void InferCall(Function function, Node call)
    {
        StopIfEndless();
        if (++_callDepth > FunctionTable.DeepestCall) throw new InferenceException("functions call each other without end");
        try
        {
            var body = FunctionTable.Instantiate(function, call);
            InferNodes(body, domain => (int)Math.Clamp(function.Opsets.GetValueOrDefault(domain, _model.OpsetOf(domain)), 1, int.MaxValue));
        }
        finally
        {
            _callDepth--;
        }
    }

    public Contents? ContentsOf(Value value)
    {
        if (_contents.TryGetValue(value, out var known)) return known;
        if (value.Constant is null) return null;
        return _contents[value] = Contents.Of(value.Constant);
    }

    public void Assign(Node node, Value value, DataType? type)
    {
        if (_declared.TryGetValue(value, out var declared))
        {
            if (type is not null && TypeMerge.Conflict(type, declared) is { } conflict)
            {
                _diagnostics.Warning("SHAPE102", $"'{value.Name}' is declared as {declared} but is {type}: {conflict}", new(null, Detail: node.ToString()));
            }
            else
            {
                type = TypeMerge.Refine(type, declared);
            }
        }
        value.Type = type;
    }

    public void AssignContents(Value value, Contents contents)
    {
        if (!_given.ContainsKey(value)) _contents[value] = contents;
    }

    public Dim? Unify(Dim a, Dim b)
    {
        (a, b) = (a.Substitute(_bindings), b.Substitute(_bindings));
        if (a.IsUnknown) return b;
        if (b.IsUnknown || a == b) return a;
        if (a.IsKnown && b.IsKnown) return null;
        var (name, other) = a.IsName(out var first) ? (first, b) : b.IsName(out var second) ? (second, a) : ("", a);
        // A name that is said to be its own double says nothing that can be used.
        if (name.Length > 0 && !other.Mentions(name)) Bind(name, other);
        return a.IsKnown ? a : b;
    }

    public IReadOnlyList<DataType?> InferSubgraph(Graph subgraph, IReadOnlyList<DataType?> inputs, bool mayBeSkipped)
    {
        StopIfEndless();
        for (var i = 0; i < inputs.Count && i < subgraph.Inputs.Count; i++)
        {
            var input = subgraph.Inputs[i];
            if (!_declaredInputs.TryGetValue(input, out var declared)) _declaredInputs[input] = declared = input.Type;
            input.Type = inputs[i] ?? declared;
        }
        _skippable += mayBeSkipped ? 1 : 0;
        try
        {
            InferNodes(subgraph, _model.OpsetOf);
        }
        finally
        {
            _skippable -= mayBeSkipped ? 1 : 0;
        }
        return [.. subgraph.Outputs.Select(o => o.Type)];
    }

    private void StopIfEndless()
    {
        if (_inferred > MostInferred) throw new InferenceException("the model's loops and functions nest too deeply to be inferred");
    }

    // What is bound is never itself bound: older bindings learn of the new one at once, so that one substitution resolves all.
    private void Bind(string name, Dim dim)
    {
        var bound = new Dictionary<string, Dim>(StringComparer.Ordinal) { [name] = dim };
        foreach (var (older, value) in _bindings.Where(b => b.Value.Mentions(name)).ToArray()) _bindings[older] = value.Substitute(bound);
        _bindings[name] = dim;
    }
}
