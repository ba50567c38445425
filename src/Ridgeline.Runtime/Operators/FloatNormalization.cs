using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Operators;

/// <summary>Normalisations of rows of floats, row by row on the pool's threads.</summary>
internal static unsafe class FloatNormalization
{
    private const long ChunkFloats = 16 * 1024;

    /// <summary>LayerNormalization and RMSNormalization without extra outputs: y = (x - mean) / √(variance + ε) scale + bias over the last dimensions.</summary>
    public static Action<OperatorContext>? PrepareLayer(Preparation p, bool centred)
    {
        if (p.Element(0) != ElementType.Float || p.Element(1) != ElementType.Float || p.Dims(0) is not { } dims || p.OutputDims(1) is not null || p.OutputDims(2) is not null) return null;
        var size = (int)AxisSplit.From(dims, Shaping.Axis(p.Node.Int("axis", -1), dims.Length)).Size;
        if (p.Dims(1) is not { } scale || Tensor.CountOf(scale) != size || (p.Has(2) && (p.Dims(2) is not { } bias || Tensor.CountOf(bias) != size))) return null;
        var epsilon = p.Node.Float("epsilon", 1e-5f);
        return x =>
        {
            var input = x.Input(0);
            var work = new LayerRows(input.Pointer<float>(), x.Input(1), centred ? x.Optional(2) : null, x.OutputLike(0, input).Pointer<float>(), size, input.Count / size, epsilon, centred);
            x.Pool.Run(work.Chunks, work);
        };
    }

    /// <summary>Softmax along an axis whose elements lie side by side.</summary>
    public static Action<OperatorContext>? PrepareSoftmax(Preparation p)
    {
        if (p.Element(0) != ElementType.Float || p.Dims(0) is not { } dims || Softmaxes.Split(p.Node, p.Opset, dims) is not { Inner: 1, Size: > 0 and var size }) return null;
        return x =>
        {
            var input = x.Input(0);
            var work = new SoftmaxRows(input.Pointer<float>(), x.OutputLike(0, input).Pointer<float>(), (int)size, input.Count / size);
            x.Pool.Run(work.Chunks, work);
        };
    }

    /// <summary>Batch normalisation over [N, spatial…, C] with constant parameters: y = x scale + shift.</summary>
    public static Action<OperatorContext> PrepareBatch(Preparation p)
    {
        var (scale, shift) = p.BatchScale();
        var (factors, terms) = (Array.ConvertAll(scale, s => (float)s), Array.ConvertAll(shift, s => (float)s));
        return x =>
        {
            var input = x.Input(0);
            var output = x.OutputLike(0, input);
            for (var at = 0L; at < input.Count; at += factors.Length)
            {
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(input.Pointer<float>() + at, factors.Length), factors, terms, new Span<float>(output.Pointer<float>() + at, factors.Length));
            }
        };
    }

    /// <summary>y = exp(x - max x) / Σ exp(x - max x); y may be x. A row of -∞ alone becomes 0.</summary>
    public static void Softmax(float* x, float* y, int size)
    {
        var row = new ReadOnlySpan<float>(x, size);
        var result = new Span<float>(y, size);
        var largest = TensorPrimitives.Max(row);
        if (float.IsNegativeInfinity(largest))
        {
            result.Clear();
            return;
        }
        TensorPrimitives.Subtract(row, largest, result);
        UnaryKernels.Of(UnaryKind.Exp)(y, y, size, 0, 0);
        TensorPrimitives.Multiply(result, 1 / TensorPrimitives.Sum(result), result);
    }

    private static int Count(long rows, int size) => (int)Math.Min(rows, ((rows * size) + ChunkFloats - 1) / ChunkFloats);

    private readonly struct LayerRows(
        float* x, RuntimeTensor scale, RuntimeTensor? bias, float* y, int size, long rows, float epsilon, bool centred) : IChunkedWork
    {
        private readonly float* _x = x;
        private readonly float* _y = y;

        public int Chunks => Count(rows, size);

        public void Run(int chunk, int worker)
        {
            var factors = scale.Span<float>();
            var terms = bias is null ? default : bias.Span<float>();
            for (var r = rows * chunk / Chunks; r < rows * (chunk + 1) / Chunks; r++)
            {
                var from = new ReadOnlySpan<float>(_x + (r * size), size);
                var to = new Span<float>(_y + (r * size), size);
                // Centred first: the sum of squares of what is left is exact where a difference of sums would not be.
                TensorPrimitives.Subtract(from, centred ? TensorPrimitives.Sum(from) / size : 0, to);
                var inverse = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(to) / size) + epsilon);
                TensorPrimitives.Multiply(to, inverse, to);
                if (terms.IsEmpty) TensorPrimitives.Multiply(to, factors, to);
                else TensorPrimitives.MultiplyAdd(to, factors, terms, to);
            }
        }
    }

    private readonly struct SoftmaxRows(float* x, float* y, int size, long rows) : IChunkedWork
    {
        private readonly float* _x = x;
        private readonly float* _y = y;

        public int Chunks => Count(rows, size);

        public void Run(int chunk, int worker)
        {
            for (var r = rows * chunk / Chunks; r < rows * (chunk + 1) / Chunks; r++) Softmax(_x + (r * size), _y + (r * size), size);
        }
    }
}
