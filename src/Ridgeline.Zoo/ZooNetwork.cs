using Ridgeline.Graphs;

namespace Ridgeline.Zoo;

/// <summary>A network of the zoo: exact to its paper, built in code, its weights absent.</summary>
/// <param name="Name">Its name, such as <c>resnet50</c>.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="Source">The paper or code that defines it.</param>
/// <param name="Parameters">What can be asked of it beside <see cref="ZooParameter.Batch"/>, which all have.</param>
/// <param name="Build">Builds it for checked parameters. Shapes of inner values are left to inference.</param>
public sealed record ZooNetwork(string Name, string Summary, string Source, ZooParameter[] Parameters, Func<ZooQuery, Model> Build)
{
    /// <summary>All that can be asked of it. A network whose paper fixes another batch lists <c>batch</c> itself.</summary>
    public IReadOnlyList<ZooParameter> AllParameters =>
        Array.Exists(Parameters, p => p.Name == ZooParameter.Batch.Name) ? Parameters : [ZooParameter.Batch, .. Parameters];
}
