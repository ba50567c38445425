namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>Words that tiles take in over time.</summary>
/// <param name="Words">Words that one tile takes in with steps where neighbours do not help.</param>
/// <param name="Sent">In steps where neighbours help: words that still leave the memory.</param>
/// <param name="Received">In steps where neighbours help: words that arrive from the memory, over all tiles.</param>
/// <param name="Passed">In steps where neighbours help: words that neighbours pass on, over all tiles.</param>
internal readonly record struct WalkSums(long Words, long Sent, long Received, long Passed)
{
    public static WalkSums operator +(WalkSums a, WalkSums b)
        => checked(new(a.Words + b.Words, a.Sent + b.Sent, a.Received + b.Received, a.Passed + b.Passed));

    public WalkSums Times(long n) => checked(new(Words * n, Sent * n, Received * n, Passed * n));
}
