namespace Ridgeline.Machines;

/// <summary>What the author of a machine file tells those who review it.</summary>
/// <param name="Uses">What it is built for: <c>datacenter</c>; none if not said.</param>
/// <param name="Claims">Speeds that its maker states.</param>
/// <param name="Suppressed">Rules whose findings are known and accepted.</param>
public sealed record ReviewNotes(IReadOnlyList<string> Uses, IReadOnlyList<SpeedClaim> Claims, IReadOnlyList<Suppression> Suppressed)
{
    /// <summary>Nothing is told.</summary>
    public static ReviewNotes None { get; } = new([], [], []);
}
