using System.Runtime.CompilerServices;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Runtime.Bench;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime;

/// <summary>
/// A network that can be run on this CPU. For each set of input shapes it is compiled once: constants folded, neighbours fused, weights packed, memory
/// planned. Any number of threads may run it at once.
/// </summary>
public sealed class CompiledNetwork : IDisposable
{
    private readonly Model _model;
    private readonly RuntimeOptions _options;
    private readonly PhaseClock? _clock;
    private readonly Lock _compiling = new();
    private readonly ConditionalWeakTable<Value, object> _packed = [];
    private readonly WorkerPool _pool;
    private readonly Dictionary<Value, DataType?> _declared;

    // The one used last comes last.
    private readonly List<(InputTypes Types, Program Program)> _programs = [];
    private readonly Dictionary<Program, Stack<NetworkRun>> _idle = [];

    private CompiledNetwork(Model model, RuntimeOptions options, PhaseClock? clock)
    {
        (_model, _options, _clock) = (model, options, clock);
        _pool = new(Math.Max(1, options.Threads));
        _declared = model.Graph.Inputs.ToDictionary(i => i, i => i.Type);
    }

    /// <summary>What must be given: name and declared type.</summary>
    public IReadOnlyList<Value> Inputs => [.. _model.Graph.RequiredInputs];

    /// <summary>What may be given, because the file has a default.</summary>
    public IReadOnlyList<Value> OptionalInputs => [.. _model.Graph.Inputs.Where(i => i.IsConstant)];

    /// <summary>What is returned.</summary>
    public IReadOnlyList<Value> Outputs => _model.Graph.Outputs;

    /// <summary>
    /// Makes a network ready to be compiled for the shapes it will be given. The model, which has passed the <see cref="Verifier"/>, is cleaned up in place
    /// and belongs to the network from then on.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="options">How to compile and run it.</param>
    /// <param name="diagnostics">Gets what is wrong with it.</param>
    /// <param name="clock">Told, here and in <see cref="Open"/>, what compiling took; null if nobody asks.</param>
    /// <returns>The network; null, with errors RUN1xx, if an operator cannot be run or weights are absent.</returns>
    public static CompiledNetwork? Compile(Model model, RuntimeOptions options, DiagnosticBag diagnostics, PhaseClock? clock = null)
    {
        PassPipeline.CleanUp().Run(model, diagnostics);
        MissingOperators.Check(model, diagnostics);
        Constants.CheckPresent(model.Graph, diagnostics);
        clock?.Mark("clean up");
        return diagnostics.HasErrors ? null : new(model, options, clock);
    }

    /// <summary>
    /// A run for inputs of these types: compiles if no program for them is at hand. The inputs are set; they may be exchanged for others of the same types.
    /// Dispose of it, or give it back by <see cref="Return"/>.
    /// </summary>
    /// <exception cref="DiagnosticException">An input is missing, unknown or of a type that does not fit; the network does not fit these shapes.</exception>
    public NetworkRun Open(IReadOnlyDictionary<string, RuntimeValue> inputs)
    {
        var types = InputTypes.Of(_model.Graph, _declared, inputs);
        NetworkRun? run = null;
        lock (_compiling)
        {
            var program = ProgramFor(types);
            if (!_idle.TryGetValue(program, out var idle) || !idle.TryPop(out run)) run = new(this, program, _options, _pool);
        }
        foreach (var (name, value) in inputs) run.SetInput(name, value);
        return run;
    }

    /// <summary>Runs once. The outputs, by name, are in memory of their own.</summary>
    /// <exception cref="DiagnosticException">An input does not fit, or a node cannot do what it is asked to.</exception>
    public IReadOnlyDictionary<string, RuntimeValue> Run(IReadOnlyDictionary<string, RuntimeValue> inputs)
    {
        var run = Open(inputs);
        run.Run();
        var outputs = new OrderedDictionary<string, RuntimeValue>();
        for (var i = 0; i < Outputs.Count; i++) outputs[Outputs[i].Name] = run.Output(i).Kept();
        Return(run);
        return outputs;
    }

    /// <summary>Gives a run back for others to use; what it put out is then no longer valid.</summary>
    public void Return(NetworkRun run)
    {
        lock (_compiling)
        {
            if (_programs.Exists(p => p.Program == run.Program))
            {
                if (!_idle.TryGetValue(run.Program, out var idle)) _idle[run.Program] = idle = new();
                idle.Push(run);
                return;
            }
        }
        run.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _idle.Values.SelectMany(s => s)) run.Dispose();
        _idle.Clear();
        _pool.Dispose();
        _model.Dispose();
    }

    internal Graph Graph => _model.Graph;

    private Program ProgramFor(InputTypes types)
    {
        var at = _programs.FindIndex(p => p.Types.Equals(types));
        var entry = at >= 0 ? _programs[at] : (types, Compile(types));
        if (at >= 0) _programs.RemoveAt(at);
        _programs.Add(entry);
        if (_programs.Count > Math.Max(1, _options.CachedShapes))
        {
            if (_idle.Remove(_programs[0].Program, out var idle)) foreach (var run in idle) run.Dispose();
            _programs.RemoveAt(0);
        }
        return entry.Item2;
    }

    private Program Compile(InputTypes types)
    {
        types.Apply(_model.Graph);
        var constants = new Dictionary<Value, RuntimeTensor>(ReferenceEqualityComparer.Instance);
        var learned = new LearnedContents();
        PlanBuilder planner;
        Plan plan;
        // What folding calculated may be sizes that inference could not: then it is asked again.
        do
        {
            var diagnostics = new DiagnosticBag();
            var known = new ShapeInference(keepDeclared: false, learned.Contents).Infer(_model, diagnostics);
            diagnostics.ThrowIfErrors();
            _clock?.Mark("infer");
            planner = new PlanBuilder(_model, known, constants, _options, types.Defaults, _packed, _pool);
            plan = planner.Plan(_model.Graph);
            _clock?.Mark("fold and fuse");
        }
        while (learned.Grew(_model.Graph, plan, constants));
        var program = ProgramBuilder.Build(plan, _model.Graph, planner);
        _clock?.Mark("pack and plan");
        return program;
    }
}
