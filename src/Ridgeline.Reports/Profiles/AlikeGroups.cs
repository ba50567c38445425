using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Reports.Profiles;

/// <summary>Neighbours that are alike in every number, such as the layers of a transformer, told once.</summary>
/// <param name="Sum">All of them together.</param>
/// <param name="Members">The names of those it stands for.</param>
internal sealed record AlikeGroups(GroupProfile Sum, IReadOnlyList<string> Members)
{
    // Two alike rows are still quicker to read than to unfold.
    private const int FewestAlike = 3;

    /// <summary>Groups in their order, alike neighbours together.</summary>
    public static IReadOnlyList<AlikeGroups> Fold(IReadOnlyList<GroupProfile> groups)
    {
        var folded = new List<AlikeGroups>();
        for (var i = 0; i < groups.Count;)
        {
            var end = i + 1;
            while (end < groups.Count && groups[end] with { Name = groups[i].Name } == groups[i]) end++;
            var alike = groups.Skip(i).Take(end - i).ToList();
            if (alike.Count >= FewestAlike) folded.Add(Together(alike));
            else folded.AddRange(alike.Select(Alone));
            i = end;
        }
        return folded;
    }

    /// <summary>A group by itself.</summary>
    public static AlikeGroups Alone(GroupProfile group) => new(group, [group.Name]);

    private static AlikeGroups Together(List<GroupProfile> groups)
    {
        var (one, count) = (groups[0], groups.Count);
        var work = groups.Aggregate(default(Graphs.Operators.Work), (sum, next) => sum + next.Work);
        return new(
            new($"{one.Name} .. {groups[^1].Name} ({count} alike)", one.Layers * count, work,
                one.Parameters * count, one.WeightBytes * count, one.Moved * count),
            groups.ConvertAll(g => g.Name));
    }
}
