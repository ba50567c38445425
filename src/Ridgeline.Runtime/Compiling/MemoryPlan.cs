using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Gives each value of known size its place in the arena: by liveness, views with what they view, in place where that is safe.</summary>
internal sealed class MemoryPlan
{
    private readonly Step[] _steps;
    private readonly int[] _last;
    private readonly (ElementType Element, long[] Dims)?[] _types;
    private readonly ArenaBlock?[] _blocks;
    private readonly HashSet<int> _fixed;

    /// <summary>Plans a schedule.</summary>
    /// <param name="steps">The schedule.</param>
    /// <param name="types">Element type and dimensions by slot, where known.</param>
    /// <param name="fixedSlots">Slots that no step makes: inputs, constants, captured values.</param>
    /// <param name="outputs">Slots that live to the end.</param>
    public MemoryPlan(Step[] steps, (ElementType Element, long[] Dims)?[] types, HashSet<int> fixedSlots, int[] outputs)
    {
        (_steps, _types, _fixed) = (steps, types, fixedSlots);
        _last = new int[types.Length];
        _blocks = new ArenaBlock?[types.Length];
        FindLastReaders(outputs);
        for (var i = 0; i < steps.Length; i++) PlanStep(i);
        ArenaBytes = ArenaPlanner.Place([.. _blocks.OfType<ArenaBlock>().Distinct()]);
        Planned = Placed();
        Release();
    }

    /// <summary>The size of the arena.</summary>
    public long ArenaBytes { get; }

    /// <summary>Where the tensors lie.</summary>
    public PlannedTensor[] Planned { get; }

    private PlannedTensor[] Placed()
    {
        var placed = new List<PlannedTensor>();
        for (var slot = 0; slot < _blocks.Length; slot++)
        {
            if (_blocks[slot] is { } block && _types[slot] is var (element, dims)) placed.Add(new(slot, element, dims, block.Offset));
        }
        return [.. placed];
    }

    private void FindLastReaders(int[] outputs)
    {
        for (var i = 0; i < _steps.Length; i++)
        {
            Touch(_steps[i].Outputs, i);
            Touch(_steps[i].Inputs, i);
            Touch(_steps[i].Captured, i);
        }
        foreach (var slot in outputs) _last[slot] = int.MaxValue;
        // A view keeps alive what it views; views of views are met last first.
        for (var i = _steps.Length - 1; i >= 0; i--)
        {
            if (Viewed(_steps[i]) is { } viewed) _last[viewed] = Math.Max(_last[viewed], _last[_steps[i].Outputs[0]]);
        }
    }

    private void Touch(int[] slots, int step)
    {
        foreach (var slot in slots)
        {
            if (slot >= 0) _last[slot] = step;
        }
    }

    private static int? Viewed(Step step) => step.Implementation.Views && step.Inputs is [>= 0 and var input, ..] && step.Outputs[0] >= 0 ? input : null;

    private void PlanStep(int at)
    {
        var step = _steps[at];
        for (var o = 0; o < step.Outputs.Length; o++)
        {
            var slot = step.Outputs[o];
            if (slot < 0 || _fixed.Contains(slot) || _types[slot] is not { } type || type.Element == ElementType.String) continue;
            if (o == 0 && step.Implementation.Views)
            {
                if (Viewed(step) is { } viewed && Bytes(viewed) == Bytes(slot)) _blocks[slot] = _blocks[viewed];
                continue;
            }
            _blocks[slot] = (o == 0 ? Overwritten(step, at, slot) : null)
                ?? new ArenaBlock { Bytes = Bytes(slot), First = at, Last = _last[slot] };
            _blocks[slot]!.Last = Math.Max(_blocks[slot]!.Last, _last[slot]);
        }
    }

    // The block of an input that nobody reads after this step, if every input that lies in it is read at the places that are written.
    private ArenaBlock? Overwritten(Step step, int at, int output)
    {
        foreach (var place in step.Overwritable)
        {
            var input = step.Inputs[place];
            if (input < 0 || _blocks[input] is not { } block || block.Last != at || Bytes(input) != Bytes(output)) continue;
            var dims = _types[output]!.Value.Dims;
            var size = RuntimeTensor.SizeOf(_types[output]!.Value.Element);
            var differs = Array.Exists(step.Inputs, i => i >= 0 && _blocks[i] == block
                && (!_types[i]!.Value.Dims.AsSpan().SequenceEqual(dims) || RuntimeTensor.SizeOf(_types[i]!.Value.Element) != size));
            if (!differs) return block;
        }
        return null;
    }

    private long Bytes(int slot) => _types[slot] is { } type ? RuntimeTensor.SizeOf(type.Element) * (Tensor.CountOf(type.Dims) ?? 0) : -1;

    // What lies outside the arena is let go when it was read last, so that the collector may have it.
    private void Release()
    {
        foreach (var step in _steps)
        {
            foreach (var slot in step.Outputs)
            {
                if (slot < 0 || _blocks[slot] is not null || _fixed.Contains(slot) || _last[slot] >= _steps.Length) continue;
                var reader = _steps[_last[slot]];
                reader.Released = [.. reader.Released, slot];
            }
        }
    }
}
