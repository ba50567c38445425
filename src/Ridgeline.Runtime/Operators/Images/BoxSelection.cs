using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>NonMaxSuppression: the best boxes of each class of each image, without those that overlap a better one too far.</summary>
internal static class BoxSelection
{
    public static readonly Implementation[] Rows =
    [
        new("NonMaxSuppression", Run) { Widens = true },
    ];

    private readonly record struct Box(float Left, float Top, float Right, float Bottom);

    private static void Run(OperatorContext x)
    {
        var (boxes, scores) = (x.Input(0), x.Input(1));
        var most = x.Integers(2) is { Length: > 0 } given ? given[0] : 0;
        var overlap = x.Optional(3) is { Count: > 0 } o ? o.Span<float>()[0] : 0;
        var least = x.Optional(4) is { Count: > 0 } s ? s.Span<float>()[0] : float.NegativeInfinity;
        var centred = x.Node.Int("center_point_box", 0) != 0;
        var picked = new List<(long Image, long Class, long Box)>();
        var (images, count, classes) = (boxes.Dims[0], (int)boxes.Dims[1], scores.Dims[1]);
        for (var n = 0L; n < images; n++)
        {
            var all = new Box[count];
            for (var i = 0; i < count; i++) all[i] = Read(boxes.Span<float>().Slice(checked((int)((n * count) + i)) * 4, 4), centred);
            for (var c = 0L; c < classes; c++)
            {
                var marks = scores.Span<float>().Slice((int)((n * classes) + c) * count, count).ToArray();
                picked.AddRange(Pick(all, marks, most, overlap, least).Select(b => (n, c, (long)b)));
            }
        }
        var output = x.Output(0, ElementType.Int64, picked.Count, 3).Span<long>();
        for (var i = 0; i < picked.Count; i++) (output[i * 3], output[(i * 3) + 1], output[(i * 3) + 2]) = picked[i];
    }

    // The best first, of equals the earlier one. A box is held against those that were picked, several at a time.
    private static List<int> Pick(Box[] boxes, float[] scores, long most, float overlap, float least)
    {
        var order = Enumerable.Range(0, boxes.Length).Where(i => scores[i] > least).ToArray();
        var keys = Array.ConvertAll(order, i => -scores[i]);
        Array.Sort(keys, order, Comparer<float>.Default);
        Settle(keys, order);
        var picked = new PickedBoxes();
        foreach (var i in order)
        {
            if (picked.Places.Count >= most) break;
            var box = boxes[i];
            if (!picked.Overlap(box.Left, box.Top, box.Right, box.Bottom, overlap)) picked.Add(i, box.Left, box.Top, box.Right, box.Bottom);
        }
        return picked.Places;
    }

    // Array.Sort leaves equals in any order.
    private static void Settle(float[] keys, int[] order)
    {
        for (var i = 0; i < keys.Length;)
        {
            var same = 1;
            while (i + same < keys.Length && keys[i + same].Equals(keys[i])) same++;
            if (same > 1) Array.Sort(order, i, same);
            i += same;
        }
    }

    // Centre and size, or two opposite corners in any order: [y1, x1, y2, x2].
    private static Box Read(ReadOnlySpan<float> b, bool centred) => centred
        ? new(b[0] - (b[2] / 2), b[1] - (b[3] / 2), b[0] + (b[2] / 2), b[1] + (b[3] / 2))
        : new(Math.Min(b[1], b[3]), Math.Min(b[0], b[2]), Math.Max(b[1], b[3]), Math.Max(b[0], b[2]));
}
