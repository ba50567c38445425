using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What a layer reads or writes of one tensor in one run.</summary>
/// <param name="Id">The same for all layers that touch it; views of a tensor are that tensor.</param>
/// <param name="Size">What is moved.</param>
/// <param name="IsConstant">Whether it is a weight or another constant.</param>
/// <param name="IsOutside">Whether it comes from outside the network or goes there.</param>
/// <param name="IsState">Whether a run hands it to the next one, as a cache of keys and values: it never leaves the device.</param>
public readonly record struct LayerTensor(int Id, Bytes Size, bool IsConstant, bool IsOutside, bool IsState = false)
{
    /// <summary>Its gradient: a tensor of its own, below zero; that of a weight goes to the update, outside.</summary>
    public LayerTensor Gradient => this with { Id = -1 - Id, IsOutside = IsConstant };
}
