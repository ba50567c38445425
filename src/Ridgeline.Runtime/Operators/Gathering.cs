using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Elements picked by index.</summary>
internal static class Gathering
{
    public static readonly Implementation[] Rows = [new("Gather", RunGather)];

    private static unsafe void RunGather(OperatorContext x)
    {
        var (data, indices) = (x.Input(0), x.Input(1));
        var axis = Shaping.Axis(x.Node.Int("axis", 0), data.Rank);
        Span<long> dims = stackalloc long[data.Rank - 1 + indices.Rank];
        data.Dims.AsSpan(0, axis).CopyTo(dims);
        indices.Dims.CopyTo(dims[axis..]);
        data.Dims.AsSpan(axis + 1).CopyTo(dims[(axis + indices.Rank)..]);
        var output = x.Output(0, data.Element, dims);
        var split = AxisSplit.Of(data.Dims, axis);
        for (var o = 0L; o < split.Outer; o++)
        {
            for (var i = 0; i < indices.Count; i++)
            {
                var at = ScalarReading.Integer(indices, i);
                if (at < -split.Size || at >= split.Size) throw new OperatorException($"the index {at} lies outside an axis of {split.Size}");
                var (from, to) = (((o * split.Size) + (at < 0 ? at + split.Size : at)) * split.Inner, ((o * indices.Count) + i) * split.Inner);
                if (data.Element == ElementType.String) Array.Copy(data.Texts, from, output.Texts, to, split.Inner);
                else
                {
                    var bytes = split.Inner * data.ElementSize;
                    Buffer.MemoryCopy((byte*)data.Data + (from * data.ElementSize), (byte*)output.Data + (to * data.ElementSize), bytes, bytes);
                }
            }
        }
    }
}
