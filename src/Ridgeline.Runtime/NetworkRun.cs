using System.Diagnostics;
using Ridgeline.Quantities;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Execution;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime;

/// <summary>A network compiled for given shapes, with the memory of one run. One thread uses it at a time; running it again overwrites the outputs.</summary>
public sealed class NetworkRun : IDisposable
{
    private readonly CompiledNetwork _network;
    private readonly Frame _frame;

    internal NetworkRun(CompiledNetwork network, Program program, RuntimeOptions options, WorkerPool pool)
    {
        _network = network;
        _frame = new(program, pool, new(options.Seed));
    }

    internal Program Program => _frame.Program;

    /// <summary>The size of the arena that its intermediate results share.</summary>
    public Bytes ArenaSize => new(Program.ArenaBytes);

    /// <summary>Whether each step's time is taken.</summary>
    public bool Timed
    {
        get => _frame.Times is not null;
        set => _frame.Times = value ? new (long, long)[Program.Steps.Length] : null;
    }

    /// <summary>Exchanges an input for another of the same type; it is read, not copied, and must not change during a run.</summary>
    /// <exception cref="ArgumentException">There is no such input, or its type is another.</exception>
    public void SetInput(string name, RuntimeValue value)
    {
        var at = _network.Graph.Inputs.FindIndex(i => i.Name == name);
        if (at < 0) throw new ArgumentException($"the network has no input '{name}'");
        _frame.Values[Program.Inputs[at]] = value;
    }

    /// <summary>Runs. In the steady state of a network of known shapes nothing is allocated on the managed heap.</summary>
    /// <exception cref="Ridgeline.Diagnostics.DiagnosticException">A node cannot do what it is asked to.</exception>
    public void Run() => _frame.Run();

    /// <summary>An output by its place in the network's list; valid until the next run.</summary>
    public RuntimeValue Output(int index) => _frame.Values[Program.Outputs[index]]!;

    /// <summary>When each step of the last run began and how long it took, if <see cref="Timed"/>.</summary>
    public IReadOnlyList<StepTime> Times()
    {
        if (_frame.Times is not { Length: > 0 } times) return [];
        return [.. Program.Steps.Select((step, i) => new StepTime(step.Node, step.Nodes, Since(times[0].Start, times[i].Start), Since(times[i].Start, times[i].End)))];
    }

    /// <summary>What it does at once, in order; sizes that are not known beforehand are those of the last run.</summary>
    public IReadOnlyList<PlannedStep> Plan()
        => [.. Program.Steps.Select(step => new PlannedStep(step.Node.Label, [.. step.Nodes.Select(n => n.Label)], new(step.Inputs.Concat(step.Outputs).Sum(BytesOf))))];

    private long BytesOf(int slot) => slot < 0 ? 0 : (_frame.Planned[slot] ?? _frame.Values[slot] as RuntimeTensor) is { } tensor ? tensor.Count * tensor.ElementSize : 0;

    /// <inheritdoc/>
    public void Dispose() => _frame.Dispose();

    private static Seconds Since(long start, long end) => new((double)(end - start) / Stopwatch.Frequency);
}
