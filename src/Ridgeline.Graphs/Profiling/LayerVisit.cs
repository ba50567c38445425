namespace Ridgeline.Graphs.Profiling;

/// <summary>A node as one run of the network meets it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its label, with the loop or branch it lies in before it.</param>
/// <param name="Repeats">How often it runs.</param>
internal readonly record struct LayerVisit(Node Node, string Name, long Repeats);
