namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>Cycles of passes: how far apart they start, how long the last one takes, how long operands stream in each.</summary>
internal readonly record struct PassTiming
{
    public PassTiming(SystolicArray array, FoldShape shape, ArraySpread spread)
    {
        var parts = array.Dataflow == Dataflow.OutputStationary ? 1 : spread.Parts;
        Stream = (shape.Stream + parts - 1) / parts;
        Last = (shape with { Stream = Stream }).FoldCycles;
        Apart = array.IsDoubleBuffered ? Math.Max(Stream, shape.Rows) : Last;
    }

    public long Stream { get; }

    public long Last { get; }

    public long Apart { get; }
}
