namespace Ridgeline.Runtime.Compiling;

/// <summary>A graph compiled for given input shapes: a schedule over slots and a plan of memory. Immutable; any number of frames run it.</summary>
internal sealed class Program
{
    /// <summary>What runs, in order.</summary>
    public required Step[] Steps { get; init; }

    /// <summary>The number of slots.</summary>
    public required int SlotCount { get; init; }

    /// <summary>Slots of the graph's inputs, in the graph's order.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Slots of the graph's outputs, in the graph's order.</summary>
    public required int[] Outputs { get; init; }

    /// <summary>Slots that hold the same value in every run.</summary>
    public required (int Slot, RuntimeValue Value)[] Constants { get; init; }

    /// <summary>Where in the arena the tensors of known size lie.</summary>
    public required PlannedTensor[] Planned { get; init; }

    /// <summary>The size of the arena in bytes.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>The most scratch memory that a step said it needs.</summary>
    public required long ScratchBytes { get; init; }
}
