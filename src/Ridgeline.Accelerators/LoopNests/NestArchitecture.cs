namespace Ridgeline.Accelerators.LoopNests;

/// <summary>An accelerator: a tree of memories around what computes. Each level has as many or more instances than the one that feeds it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Memories">Its memories, innermost first.</param>
/// <param name="Compute">What multiplies and adds.</param>
/// <param name="CycleSeconds">How long a cycle takes, in seconds.</param>
public sealed record NestArchitecture(string Name, IReadOnlyList<NestMemory> Memories, NestCompute Compute, double CycleSeconds = 1e-9)
{
    /// <summary>How many instances of the next inner level one instance of a memory feeds, horizontally.</summary>
    public long FanoutX(int level) => (level == 0 ? Compute.MeshX : Memories[level - 1].MeshX) / Memories[level].MeshX;

    /// <summary>How many instances of the next inner level one instance of a memory feeds, vertically.</summary>
    public long FanoutY(int level) => (level == 0 ? Compute.MeshY : Memories[level - 1].MeshY) / Memories[level].MeshY;
}
