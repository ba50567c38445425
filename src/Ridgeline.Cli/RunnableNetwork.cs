using System.Diagnostics;
using Ridgeline.Cli.Commands;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;
using Ridgeline.Runtime;

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

    /// <summary>From opening the file to having run once.</summary>
    public Seconds FirstRun { get; private set; }

    /// <summary>Loads, compiles and runs once.</summary>
    /// <param name="network">A path, or <c>zoo:NAME</c>, whose weights are made from a seed.</param>
    /// <param name="named">Sizes by name.</param>
    /// <param name="batch">The batch, or null.</param>
    /// <param name="given">What the network is given.</param>
    /// <param name="options">How to run.</param>
    /// <param name="diagnostics">Gets warnings.</param>
    /// <param name="whenLoaded">Sees the network with its sizes, before it is changed.</param>
    /// <exception cref="DiagnosticException">It cannot be run.</exception>
    public static RunnableNetwork Load(string network, IReadOnlyDictionary<string, long> named, long? batch, GivenInputs given, RuntimeOptions options,
        DiagnosticBag diagnostics, Action<Model>? whenLoaded = null)
    {
        var start = Stopwatch.GetTimestamp();
        var model = NetworkSource.Load(network, diagnostics);
        new SeedWeights().Run(model, diagnostics);
        var inputs = given.Read(model.Graph, diagnostics);
        var sizes = new Dictionary<string, long>(named, StringComparer.Ordinal);
        foreach (var (name, size) in GivenInputs.Sizes(model.Graph, inputs)) sizes.TryAdd(name, size);
        new AskedSizes(network, sizes, batch).Bind(model, diagnostics);
        given.Complete(model.Graph, inputs, diagnostics);
        whenLoaded?.Invoke(model);
        var order = model.Graph.RequiredInputs.ToList();
        if (CompiledNetwork.Compile(model, options, diagnostics) is not { } compiled) throw new DiagnosticException([.. diagnostics.All], diagnostics.Omitted);
        var result = new RunnableNetwork(compiled, inputs, order);
        var run = compiled.Open(inputs);
        run.Run();
        compiled.Return(run);
        result.FirstRun = new(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return result;
    }

    public void Dispose() => Compiled.Dispose();
}
