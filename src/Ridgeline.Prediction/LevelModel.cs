namespace Ridgeline.Prediction;

/// <summary>One memory level as the model sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Bytes a second out of all instances; infinite if not known.</param>
/// <param name="Write">Bytes a second into all instances; infinite if not known.</param>
/// <param name="Total">Bytes of all instances; 0 if not known.</param>
/// <param name="Instance">Bytes of one instance; 0 if not known.</param>
/// <param name="IsPrivate">Whether each core has its own.</param>
/// <param name="IsRegister">Whether it is a register file, whose bandwidth the peak of a unit already contains.</param>
/// <param name="IsCache">Whether hardware decides what stays.</param>
/// <param name="EnergyPerByte">Joules a byte; 0 for registers that do not state it, because fetching operands is part of what an instruction costs.</param>
internal readonly record struct LevelModel(string Name, double Read, double Write, double Total, double Instance, bool IsPrivate, bool IsRegister,
    bool IsCache, double EnergyPerByte)
{
    // What else streams through a cache pushes out what should stay; a program leaves itself room for two lines of each stream. Both are estimates.
    private const double CacheShare = 0.5;
    private const double ScratchpadShare = 0.9;

    /// <summary>Bytes of all instances that can be kept while others stream through.</summary>
    public double Keeps => Total * (IsCache ? CacheShare : ScratchpadShare);

    /// <summary>The time that its bandwidth needs.</summary>
    public double Time(double read, double written) => IsRegister ? 0 : (read / Read) + (written / Write);
}
