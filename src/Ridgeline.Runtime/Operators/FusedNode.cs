namespace Ridgeline.Runtime.Operators;

/// <summary>What nodes that fusion made have in common.</summary>
internal static class FusedNode
{
    /// <summary>Their plain form: there is none, since all that they need was known when they were made.</summary>
    public static void Unprepared(OperatorContext x) => throw new InvalidOperationException($"{x.Node} was fused and is prepared before it runs");
}
