using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Elements and slices written to places given by index.</summary>
internal static class Scattering
{
    public static readonly Implementation[] Rows =
    [
        new("Scatter", RunElements),
        new("ScatterElements", RunElements) { Widens = true },
        new("ScatterND", RunNested) { Widens = true },
        new("TensorScatter", RunCache),
    ];

    private static void RunElements(OperatorContext x)
    {
        var (data, indices, updates) = (x.Input(0), x.Input(1), x.Input(2));
        var axis = Shaping.Axis(x.Node.Int("axis", 0), data.Rank);
        var output = Copied(x, data);
        var strides = StridedCopy.Strides(data.Dims);
        var place = new long[data.Rank];
        var places = new long[indices.Count];
        for (var i = 0L; i < indices.Count; i++)
        {
            places[i] = Odometer.Offset(place, strides) + ((Index.Of(indices, i, data.Dims[axis]) - place[axis]) * strides[axis]);
            Odometer.Next(place, indices.Dims);
        }
        Write(updates, output, places, 1, x.Node.Text("reduction", "none"));
    }

    private static void RunNested(OperatorContext x)
    {
        var (data, indices, updates) = (x.Input(0), x.Input(1), x.Input(2));
        var depth = (int)indices.Dims[^1];
        if (depth > data.Rank) throw new OperatorException($"{depth} indices are more than {data} has dimensions");
        var output = Copied(x, data);
        var strides = StridedCopy.Strides(data.Dims);
        var places = new long[indices.Count / Math.Max(1, depth)];
        for (var r = 0; r < places.Length; r++)
        {
            for (var k = 0; k < depth; k++) places[r] += Index.Of(indices, ((long)r * depth) + k, data.Dims[k]) * strides[k];
        }
        var block = data.Dims.Skip(depth).Aggregate(1L, (n, d) => n * d);
        if (updates.Count != places.Length * block) throw new OperatorException($"{updates} are not {places.Length} slices of {block} elements");
        Write(updates, output, places, block, x.Node.Text("reduction", "none"));
    }

    private static RuntimeTensor Copied(OperatorContext x, RuntimeTensor data)
    {
        var output = x.OutputLike(0, data);
        output.CopyFrom(data);
        return output;
    }

    private static void Write(RuntimeTensor updates, RuntimeTensor output, long[] places, long block, string reduction)
    {
        if (reduction != "none") ElementDispatch.Numbers(output.Element, new Reducing(updates, output, places, block, reduction));
        else if (block == 1 && output.Element != ElementType.String) ElementDispatch.Storage(output, new Placing(updates, output, places));
        else for (var r = 0; r < places.Length; r++) Blocks.Copy(updates, r * block, output, places[r], block);
    }

    // A cache along an axis is overwritten from a place on that differs by sample.
    private static void RunCache(OperatorContext x)
    {
        var (cache, update, starts) = (x.Input(0), x.Input(1), x.Optional(2));
        var axis = Shaping.Axis(x.Node.Int("axis", -2), cache.Rank);
        var circular = x.Node.Text("mode", "linear") == "circular";
        var output = Copied(x, cache);
        var (outer, size, inner) = AxisSplit.Of(cache.Dims, axis);
        var length = update.Dims[axis];
        for (var o = 0L; o < outer; o++)
        {
            var start = starts is null ? 0 : ScalarReading.Integer(starts, (int)(o / (outer / cache.Dims[0])));
            if (start < 0 || (!circular && start + length > size))
            {
                throw new OperatorException($"{length} places from {start} on lie outside a cache of {size}");
            }
            for (var i = 0L; i < length; i++) Blocks.Copy(update, ((o * length) + i) * inner, output, ((o * size) + ((start + i) % size)) * inner, inner);
        }
    }

    private readonly struct Placing(RuntimeTensor updates, RuntimeTensor output, long[] places) : IStorageVisitor
    {
        public void Visit<T>()
            where T : unmanaged
        {
            var from = updates.Span<T>();
            var to = output.Span<T>();
            for (var i = 0; i < places.Length; i++) to[(int)places[i]] = from[i];
        }
    }

    private readonly unsafe struct Reducing(RuntimeTensor updates, RuntimeTensor output, long[] places, long block, string reduction) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Func<T, T, T> combine = reduction switch
            {
                "add" => (a, b) => a + b,
                "mul" => (a, b) => a * b,
                "max" => T.Max,
                "min" => T.Min,
                _ => throw new OperatorException($"it knows no reduction '{reduction}'"),
            };
            for (var r = 0; r < places.Length; r++)
            {
                var to = output.Pointer<T>() + places[r];
                var from = updates.Pointer<T>() + (r * block);
                for (var i = 0L; i < block; i++) to[i] = combine(to[i], from[i]);
            }
        }
    }
}
