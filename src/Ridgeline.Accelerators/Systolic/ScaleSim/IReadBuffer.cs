namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>The memory of an operand over the cycles of a run.</summary>
internal interface IReadBuffer
{
    /// <summary>The next row of the run in which it does anything but answer; the largest number if there is none.</summary>
    long NextRow { get; }

    /// <summary>Serves a row at a cycle.</summary>
    /// <returns>Cycles that the array must wait; less than none where SCALE-Sim counts so.</returns>
    long Serve(long row, long cycle);

    /// <summary>Ends the run.</summary>
    DramTraffic Finish();
}
