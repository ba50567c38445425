namespace Ridgeline.Reports.Profiles;

/// <summary>The pictures of a profile.</summary>
public enum ProfilePicture
{
    /// <summary>Bars of the working set of each layer in three sections: weights, inputs, outputs.</summary>
    WorkingSet,
    /// <summary>Where the operations go: blocks and layers as areas.</summary>
    Operations,
    /// <summary>Where the bytes go, by operator.</summary>
    Bytes,
    /// <summary>Memory over the run, with the peak.</summary>
    Memory,
    /// <summary>Memory over a training step, with the peak.</summary>
    TrainingMemory,
    /// <summary>The largest single layer against the sum over all layers that a training step keeps.</summary>
    TrainingSum,
    /// <summary>The network as blocks, coloured by cost.</summary>
    Network,
}
