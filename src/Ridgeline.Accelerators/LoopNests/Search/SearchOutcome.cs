namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>What a part of a search came to.</summary>
/// <param name="Point">The best mapping; null if none was found.</param>
/// <param name="Cost">What it costs; infinite if none was found.</param>
/// <param name="Evaluated">How many valid mappings were evaluated.</param>
/// <param name="IsProven">Whether nothing in the space costs less.</param>
internal sealed record SearchOutcome(MappingPoint? Point, double Cost, long Evaluated, bool IsProven = false)
{
    /// <summary>The better of two; of equals the first.</summary>
    public SearchOutcome And(SearchOutcome other)
        => (other.Cost < Cost ? other : this) with { Evaluated = Evaluated + other.Evaluated, IsProven = IsProven || other.IsProven };
}
