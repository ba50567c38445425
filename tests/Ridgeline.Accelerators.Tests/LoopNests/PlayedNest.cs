using Ridgeline.Accelerators.LoopNests;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Plays a nest through, operation by operation: which instance holds which box of a tensor, and what it must take in.</summary>
/// <remarks>Written from the definition alone: every index of every loop is formed, and boxes are sets of elements.</remarks>
internal sealed class PlayedNest(NestWorkload workload, NestMapping mapping, int tensor)
{
    private readonly List<(int Level, NestLoop Loop, bool IsSpatial, long Stride)> _loops = Loops(workload, mapping);

    /// <summary>Cycles in which something is computed.</summary>
    public long Cycles()
    {
        var times = new HashSet<string>();
        Each((at, _) => times.Add(string.Join(',', _loops.Select((l, i) => l.IsSpatial ? 0 : at[i]))));
        return times.Count;
    }

    /// <summary>Words that the instances of a memory take in, and words that the memory <paramref name="from"/> sends when equal ones side by side go out once.</summary>
    /// <param name="to">The memory that is filled; -1: what computes.</param>
    /// <param name="from">The memory that sends.</param>
    public (long Received, long Sent) Moved(int to, int from)
    {
        var held = new Dictionary<string, (HashSet<string> Box, string Way, long[] Place)>();
        var (received, sent) = (0L, 0L);
        foreach (var step in Steps(to))
        {
            var asked = new HashSet<string>();
            foreach (var (instance, (place, box)) in step)
            {
                var words = (IReadOnlySet<string>)box;
                if (to >= 0 && held.TryGetValue(instance, out var before))
                {
                    var move = string.Join(',', place.Zip(before.Place, (a, b) => a - b));
                    if (before.Box.SetEquals(box)) continue;
                    var goesOn = before.Way.Length == 0 || before.Way == move;
                    if (goesOn) words = box.Except(before.Box).ToHashSet();
                    held[instance] = (box, goesOn ? move : "", place);
                }
                else held[instance] = (box, "", place);
                received += words.Count;
                var group = string.Join(',', instance.Split(',').Where((_, i) => i >= _loops.Count(l => l.Level <= from)));
                foreach (var word in words) asked.Add(group + ':' + word);
            }
            sent += asked.Count;
        }
        return (received, sent);
    }

    /// <summary>Words that each instance of a memory is ever concerned with, over all instances.</summary>
    public long Touched(int memory)
    {
        var inner = _loops.Count(l => l.Level <= memory);
        var touched = new HashSet<string>();
        Each((at, point) => touched.Add(string.Join(',', _loops.Select((l, i) => i >= inner && l.IsSpatial ? at[i] : 0)) + ':' + string.Join(',', Element(point))));
        return touched.Count;
    }

    // For each moment, the box of each instance: all that its inner loops touch.
    private IEnumerable<Dictionary<string, (long[] Place, HashSet<string> Box)>> Steps(int to)
    {
        var inner = _loops.Count(l => l.Level <= to);
        var moments = new Dictionary<string, Dictionary<string, (long[] Place, HashSet<string> Box)>>();
        Each((at, point) =>
        {
            var time = string.Join(',', Enumerable.Range(inner, _loops.Count - inner).Reverse().Select(i => _loops[i].IsSpatial ? 0 : at[i]));
            var instance = string.Join(',', _loops.Select((l, i) => i >= inner && l.IsSpatial ? at[i] : 0));
            if (!moments.TryGetValue(time, out var moment)) moments[time] = moment = [];
            var element = Element(point);
            if (!moment.TryGetValue(instance, out var entry)) moment[instance] = entry = (element, []);
            entry.Box.Add(string.Join(',', element));
        });
        return moments.Values;
    }

    private long[] Element(long[] point) => [.. workload.Tensors[tensor].Axes.Select(axis => axis.Sum(term => term.Coefficient * point[term.Dimension]))];

    // All points in the order of time: the outermost loop is the slowest; what lies beyond a dimension's size is not there.
    private void Each(Action<long[], long[]> visit)
    {
        var at = new long[_loops.Count];
        Go(_loops.Count - 1);

        void Go(int loop)
        {
            if (loop < 0)
            {
                var point = new long[workload.Sizes.Count];
                for (var i = 0; i < at.Length; i++) point[_loops[i].Loop.Dimension] += at[i] * _loops[i].Stride;
                if (point.Select((x, d) => x < workload.Sizes[d]).All(inside => inside)) visit((long[])at.Clone(), point);
                return;
            }
            for (at[loop] = 0; at[loop] < _loops[loop].Loop.Factor; at[loop]++) Go(loop - 1);
            at[loop] = 0;
        }
    }

    private static List<(int, NestLoop, bool, long)> Loops(NestWorkload workload, NestMapping mapping)
    {
        var (loops, stride) = (new List<(int, NestLoop, bool, long)>(), workload.Sizes.Select(_ => 1L).ToArray());
        for (var level = 0; level < mapping.Levels.Count; level++)
        {
            foreach (var loop in mapping.Levels[level].Spatial) Add(loop, true, level);
            foreach (var loop in mapping.Levels[level].Temporal) Add(loop, false, level);
        }
        return loops;

        void Add(NestLoop loop, bool isSpatial, int level)
        {
            loops.Add((level, loop, isSpatial, stride[loop.Dimension]));
            stride[loop.Dimension] *= loop.Factor;
        }
    }
}
