using System.Numerics;
using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Tensors made of nothing but attributes and sizes.</summary>
internal static class Generating
{
    public static readonly Implementation[] Rows =
    [
        new("Constant", RunConstant),
        new("ConstantOfShape", RunFilled),
        new("Range", RunRange) { Widens = true },
        new("EyeLike", RunEye),
    ];

    private static void RunConstant(OperatorContext x)
    {
        var content = x.Node.Attributes.Values.FirstOrDefault(a => a.Name.Contains("value", StringComparison.Ordinal))?.Content;
        x.Return(0, content switch
        {
            Tensor tensor => TensorTransfer.ToRuntime(tensor),
            SparseTensor sparse => TensorTransfer.ToRuntime(sparse),
            long number => RuntimeTensor.Of<long>(ElementType.Int64, [number]),
            float real => RuntimeTensor.Of<float>(ElementType.Float, [real]),
            long[] numbers => RuntimeTensor.Of<long>(ElementType.Int64, numbers, numbers.Length),
            float[] reals => RuntimeTensor.Of<float>(ElementType.Float, reals, reals.Length),
            ReadOnlyMemory<byte> text => RuntimeTensor.OfTexts([Encoding.UTF8.GetString(text.Span)]),
            ReadOnlyMemory<byte>[] texts => RuntimeTensor.OfTexts([.. texts.Select(t => Encoding.UTF8.GetString(t.Span))], texts.Length),
            _ => throw new OperatorException("it has no value"),
        });
    }

    private static void RunFilled(OperatorContext x)
    {
        var value = x.Node.Attributes.GetValueOrDefault("value")?.As<Tensor>() is { } given ? TensorTransfer.ToRuntime(given) : new(ElementType.Float, 1);
        var dims = x.Integers(0)!;
        StridedCopy.Run(value, 0, new long[dims.Length], x.Output(0, value.Element, dims));
    }

    private static void RunRange(OperatorContext x)
    {
        var start = x.Input(0);
        ElementDispatch.Numbers(start.Element, new Counting(x, start, x.Input(1), x.Input(2)));
    }

    private static void RunEye(OperatorContext x)
    {
        var input = (RuntimeTensor)x.Value(0);
        var element = (ElementType)x.Node.Int("dtype", (long)input.Element);
        var output = x.Output(0, element, input.Dims);
        output.Bytes.Clear();
        var one = Casting.Convert(RuntimeTensor.Of<float>(ElementType.Float, [1]), element);
        var shift = x.Node.Int("k", 0);
        for (var i = 0L; i < input.Dims[0]; i++)
        {
            var column = i + shift;
            if (column < 0 || column >= input.Dims[1]) continue;
            var at = (int)((i * input.Dims[1]) + column) * output.ElementSize;
            one.Bytes.CopyTo(output.Bytes[at..]);
        }
    }

    private readonly struct Counting(OperatorContext x, RuntimeTensor start, RuntimeTensor limit, RuntimeTensor delta) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (first, last, step) = (start.Span<T>()[0], limit.Span<T>()[0], delta.Span<T>()[0]);
            if (step == T.Zero) throw new OperatorException("the step is 0");
            var count = Math.Max(0, (long)Math.Ceiling((double.CreateTruncating(last) - double.CreateTruncating(first)) / double.CreateTruncating(step)));
            var output = x.Output(0, start.Element, count).Span<T>();
            for (var i = 0; i < output.Length; i++) output[i] = first + (T.CreateTruncating(i) * step);
        }
    }
}
