
namespace Ridgeline.Prediction;

/// <summary>
/// Puts jobs together as inference engines do: an element-by-element operator joins the job before it if it is the only one that reads that job's result.
/// What passes between them moves no bytes and costs no start.
/// </summary>
internal static class Fusion
{
    /// <summary>The groups of a list of jobs, in order.</summary>
    public static IReadOnlyList<JobGroup> Of(IReadOnlyList<Job> jobs, bool fuse)
    {
        var readers = new Dictionary<int, int>();
        foreach (var id in jobs.SelectMany(j => j.Reads.Select(t => t.Id).Distinct())) readers[id] = readers.GetValueOrDefault(id) + 1;
        var groups = new List<(Job Head, List<Job> Followers)>();
        foreach (var job in jobs)
        {
            if (fuse && groups.Count > 0 && Joins(groups[^1], job, readers)) groups[^1].Followers.Add(job);
            else groups.Add((job, []));
        }
        var first = groups.FindIndex(g => g.Head.Family != OperatorFamily.View);
        return [.. groups.Select((g, i) => Close(g.Head, g.Followers) with { IsFirst = i == first })];
    }

    private static bool Joins((Job Head, List<Job> Followers) group, Job job, Dictionary<int, int> readers)
    {
        if (group.Head.Repeats != job.Repeats || group.Head.Family is OperatorFamily.View) return false;
        // A view between two jobs is a job that moves nothing.
        if (job.Family == OperatorFamily.View) return job.Reads.Count == 0 && job.Writes.Count == 0;
        if (!job.IsElementwise) return false;
        var last = group.Followers.FindLast(f => f.Family != OperatorFamily.View) ?? group.Head;
        return last.Writes is [{ IsOutside: false } result] && readers.GetValueOrDefault(result.Id) == 1 && job.Reads.Any(t => t.Id == result.Id);
    }

    private static JobGroup Close(Job head, List<Job> followers)
    {
        if (followers.Count == 0) return new(head, followers, head.Reads, head.Writes);
        var jobs = followers.Prepend(head).Where(j => j.Family != OperatorFamily.View).ToList();
        var within = jobs.SkipLast(1).SelectMany(j => j.Writes).Select(t => t.Id).ToHashSet();
        return new(head, followers, [.. jobs.SelectMany(j => j.Reads).Where(t => !within.Contains(t.Id))], jobs[^1].Writes);
    }
}
