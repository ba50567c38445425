using System.Diagnostics;
using Ridgeline.Diagnostics;
using Ridgeline.Runtime.Compiling;
using Ridgeline.Runtime.Operators;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Execution;

/// <summary>What one run of a program needs: its values, its arena, a context for each step. One thread uses it at a time, again and again.</summary>
internal sealed unsafe class Frame : IDisposable
{
    private readonly Program _program;
    private readonly Arena _arena;
    private readonly OperatorContext[] _contexts;
    private readonly Dictionary<SubProgram, Frame> _nested = [];
    private Arena _scratch;

    public Frame(Program program, WorkerPool pool, RandomSource random)
    {
        (_program, Pool, Random) = (program, pool, random);
        Values = new RuntimeValue?[program.SlotCount];
        Planned = new RuntimeTensor?[program.SlotCount];
        _arena = new(program.ArenaBytes);
        _scratch = new(program.ScratchBytes);
        foreach (var tensor in program.Planned) Planned[tensor.Slot] = RuntimeTensor.Planned(tensor.Element, tensor.Dims, _arena.Start + tensor.Offset);
        foreach (var (slot, value) in program.Constants) Values[slot] = value;
        _contexts = Array.ConvertAll(program.Steps, step => new OperatorContext(step, this));
    }

    /// <summary>What the slots hold now.</summary>
    public RuntimeValue?[] Values { get; }

    /// <summary>Tensors over the arena, by slot.</summary>
    public RuntimeTensor?[] Planned { get; }

    /// <summary>Random numbers of this run.</summary>
    public RandomSource Random { get; }

    /// <summary>The threads that share its work.</summary>
    public WorkerPool Pool { get; }

    /// <summary>The program.</summary>
    public Program Program => _program;

    /// <summary>Ticks of <see cref="Stopwatch"/> at which each step began and ended in the last run; null if nobody asked.</summary>
    public (long Start, long End)[]? Times { get; set; }

    /// <summary>Runs the schedule. Inputs are in their slots; outputs are in theirs afterwards, until the next run.</summary>
    public void Run()
    {
        for (var i = 0; i < _contexts.Length; i++)
        {
            var start = Times is null ? 0 : Stopwatch.GetTimestamp();
            try
            {
                _contexts[i].Execute();
            }
            catch (Exception e) when (IsNodesFault(e))
            {
                throw new DiagnosticException(Diagnostic.Error("RUN103", e.Message, new(null, Detail: _program.Steps[i].Node.ToString())));
            }
            foreach (var slot in _program.Steps[i].Released) Values[slot] = null;
            if (Times is not null) Times[i] = (start, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Runs a subgraph and returns its outputs, kept.</summary>
    public RuntimeValue[] Invoke(SubProgram nested, ReadOnlySpan<RuntimeValue?> inputs)
    {
        if (!_nested.TryGetValue(nested, out var frame)) _nested[nested] = frame = new(nested.Program, Pool, Random);
        var program = nested.Program;
        for (var i = 0; i < nested.Outer.Length; i++) frame.Values[nested.Inner[i]] = Values[nested.Outer[i]];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is { } input) frame.Values[program.Inputs[i]] = input;
        }
        frame.Run();
        return Array.ConvertAll(program.Outputs, slot => frame.Values[slot]!.Kept());
    }

    /// <summary>Memory of at least so many bytes, the same at each call.</summary>
    public byte* Scratch(long bytes)
    {
        if (bytes > _scratch.Length)
        {
            _scratch.Dispose();
            _scratch = new(bytes);
        }
        return _scratch.Start;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var frame in _nested.Values) frame.Dispose();
        _arena.Dispose();
        _scratch.Dispose();
    }

    // Operators index freely into inputs; where a malformed node makes them miss, the file is at fault.
    private static bool IsNodesFault(Exception e) => e is OperatorException or ArgumentException or IndexOutOfRangeException
        or InvalidOperationException or OverflowException or DivideByZeroException or InvalidCastException or NullReferenceException or KeyNotFoundException;
}
