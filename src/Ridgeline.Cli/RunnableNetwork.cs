using System.Runtime;
using Ridgeline.Cli.Commands;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Bench;

namespace Ridgeline.Cli;

/// <summary>A network loaded, compiled and given its inputs.</summary>
internal sealed class RunnableNetwork : IDisposable
{
    private RunnableNetwork(CompiledNetwork compiled, Dictionary<string, RuntimeValue> inputs, IReadOnlyList<Value> order)
        => (Compiled, Inputs, InputOrder) = (compiled, inputs, order);

    /// <summary>The network.</summary>
    public CompiledNetwork Compiled { get; }

    /// <summary>Its inputs by name.</summary>
    public Dictionary<string, RuntimeValue> Inputs { get; }

    /// <summary>The inputs that must be given, in the file's order.</summary>
    public IReadOnlyList<Value> InputOrder { get; }

    /// <summary>What it took until it had run once.</summary>
    public FirstRun FirstRun { get; private set; } = new() { Time = default };

    /// <summary>Loads, compiles and runs once.</summary>
    /// <param name="network">A path, or <c>zoo:NAME</c>, whose weights are made from a seed.</param>
    /// <param name="named">Sizes by name.</param>
    /// <param name="batch">The batch, or null.</param>
    /// <param name="given">What the network is given.</param>
    /// <param name="options">How to run.</param>
    /// <param name="diagnostics">Gets warnings.</param>
    /// <exception cref="DiagnosticException">It cannot be run.</exception>
    public static RunnableNetwork Load(string network, IReadOnlyDictionary<string, long> named, long? batch, GivenInputs given, RuntimeOptions options,
        DiagnosticBag diagnostics)
    {
        var (clock, jit) = (new PhaseClock(), JitInfo.GetCompilationTime());
        var model = Sized(network, named, batch, given, diagnostics, clock, out var inputs);
        var order = model.Graph.RequiredInputs.ToList();
        if (CompiledNetwork.Compile(model, options, diagnostics, clock) is not { } compiled) throw new DiagnosticException([.. diagnostics.All], diagnostics.Omitted);
        var result = new RunnableNetwork(compiled, inputs, order);
        var run = compiled.Open(inputs);
        run.Run();
        compiled.Return(run);
        clock.Mark("run");
        result.FirstRun = new()
        {
            Time = new(clock.Phases.Sum(p => p.Time.Value)), Phases = clock.Phases, Jit = new((JitInfo.GetCompilationTime() - jit).TotalSeconds),
        };
        return result;
    }

    /// <summary>Loads a network with its sizes and weights, and makes its inputs.</summary>
    /// <exception cref="DiagnosticException">It cannot be read, or the sizes do not fit it.</exception>
    public static Model Sized(string network, IReadOnlyDictionary<string, long> named, long? batch, GivenInputs given, DiagnosticBag diagnostics,
        PhaseClock? clock, out Dictionary<string, RuntimeValue> inputs)
    {
        var model = NetworkSource.Load(network, diagnostics);
        new SeedWeights().Run(model, diagnostics);
        clock?.Mark("read");
        inputs = given.Read(model.Graph, diagnostics);
        var sizes = new Dictionary<string, long>(named, StringComparer.Ordinal);
        foreach (var (name, size) in GivenInputs.Sizes(model.Graph, inputs)) sizes.TryAdd(name, size);
        new AskedSizes(network, sizes, batch).Bind(model, diagnostics);
        given.Complete(model.Graph, inputs, diagnostics);
        clock?.Mark("inputs");
        return model;
    }

    public void Dispose() => Compiled.Dispose();
}
