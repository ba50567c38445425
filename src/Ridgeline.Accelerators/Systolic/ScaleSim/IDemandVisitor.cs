namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>Sees what an edge of the array asks for, in order.</summary>
internal interface IDemandVisitor
{
    /// <summary>Changes of what the memory holds, so far.</summary>
    int Changes { get; }

    /// <summary>An address is asked for in a row of the run.</summary>
    void Visit(int address, long row);
}
