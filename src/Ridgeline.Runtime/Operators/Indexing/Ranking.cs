using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>TopK: the k largest or smallest along an axis, in order; of equals the first comes first, NaN counts as the largest.</summary>
internal static class Ranking
{
    public static readonly Implementation[] Rows =
    [
        new("TopK", Run) { Widens = true },
    ];

    private static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var k = x.Opset < 10 ? x.Node.Int("k", 1) : x.Integers(1)![0];
        var axis = Shaping.Axis(x.Node.Int("axis", -1), input.Rank);
        if (k < 0 || k > input.Dims[axis]) throw new OperatorException($"{k} elements are more than the {input.Dims[axis]} of axis {axis}");
        Span<long> dims = stackalloc long[input.Rank];
        input.Dims.CopyTo(dims);
        dims[axis] = k;
        var (values, places) = (x.Output(0, input.Element, dims), x.Output(1, ElementType.Int64, dims));
        ElementDispatch.Numbers(input.Element, new Picking(input, values, places, AxisSplit.Of(input.Dims, axis), k, x.Node.Int("largest", 1) != 0));
    }

    private readonly unsafe struct Picking(RuntimeTensor input, RuntimeTensor values, RuntimeTensor places, AxisSplit split, long k, bool largest) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (outer, size, inner) = split;
            var heap = new long[k];
            for (var lane = 0L; lane < outer * inner; lane++)
            {
                var (outside, inside) = (lane / inner, lane % inner);
                var row = new Lane<T>(input.Pointer<T>() + (outside * size * inner) + inside, inner, largest);
                row.Pick(heap, size);
                for (var i = 0L; i < k; i++)
                {
                    var to = (((outside * k) + i) * inner) + inside;
                    values.Pointer<T>()[to] = row[heap[i]];
                    places.Pointer<long>()[to] = heap[i];
                }
            }
        }
    }

    // The best k so far are a heap with the worst of them on top.
    private readonly unsafe struct Lane<T>(T* first, long step, bool largest)
        where T : unmanaged, INumber<T>
    {
        public T this[long at] => first[at * step];

        public void Pick(Span<long> heap, long size)
        {
            if (heap.IsEmpty) return;
            for (var i = 0; i < heap.Length; i++) heap[i] = i;
            for (var i = (heap.Length / 2) - 1; i >= 0; i--) Sink(heap, i);
            for (var i = (long)heap.Length; i < size; i++)
            {
                if (!Before(i, heap[0])) continue;
                heap[0] = i;
                Sink(heap, 0);
            }
            for (var n = heap.Length - 1; n > 0; n--)
            {
                (heap[0], heap[n]) = (heap[n], heap[0]);
                Sink(heap[..n], 0);
            }
        }

        private bool Before(long a, long b)
        {
            var (p, q) = (this[a], this[b]);
            if (T.IsNaN(p) || T.IsNaN(q)) return T.IsNaN(p) && T.IsNaN(q) ? a < b : T.IsNaN(p) == largest;
            return p == q ? a < b : p > q == largest;
        }

        private void Sink(Span<long> heap, int at)
        {
            while (true)
            {
                var worst = at;
                for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < heap.Length; child++) if (Before(heap[worst], heap[child])) worst = child;
                if (worst == at) return;
                (heap[at], heap[worst]) = (heap[worst], heap[at]);
                at = worst;
            }
        }
    }
}
