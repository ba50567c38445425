namespace Ridgeline.Timelines;

/// <summary>What sets the time of a span: <c>compute: tensor core</c>, <c>memory: HBM</c>, <c>launch</c>.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Resource">Which unit or level; empty where there is only one.</param>
public readonly record struct Bound(BoundKind Kind, string Resource = "")
{
    /// <summary>The text that is printed.</summary>
    public override string ToString() => Resource.Length == 0 ? Word : $"{Word}: {Resource}";

    private string Word => Kind switch
    {
        BoundKind.Compute => "compute",
        BoundKind.Memory => "memory",
        BoundKind.Launch => "launch",
        BoundKind.Link => "link",
        _ => "none",
    };
}
