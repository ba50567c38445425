using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>A product fold by fold: each fold a small product whose sums are added to those of the fold before; between the closed form and the registers.</summary>
public static class FoldedProduct
{
    /// <summary>Computes a product in the order of its folds, and what it takes.</summary>
    public static RegisterRun<T> Run<T>(Dataflow dataflow, Operands<T> operands, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        var product = new MatrixProduct(operands.M, operands.N, operands.K);
        var shape = FoldShape.Of(dataflow, product, array.Rows, array.Columns);
        var result = new T[operands.M * operands.N];
        var (words, cycles) = (default(SramWords), 0L);
        for (var fold = 0L; fold < shape.Folds; fold++)
        {
            var (down, across) = (Part(fold % shape.RowFolds, shape.Rows, shape.Down), Part(fold / shape.RowFolds, shape.Columns, shape.Across));
            var (m, n, k) = Ranges(dataflow, operands, down, across);
            Add(operands, result, m, n, k, array.AccumulatorBits);
            words += WordsOf(dataflow, m.Count, n.Count, k.Count, k.From > 0);
            var isLast = fold == shape.Folds - 1;
            cycles += isLast || !array.IsDoubleBuffered ? shape.FoldCycles : Math.Max(shape.Stream, shape.Rows);
        }
        return new(result, cycles, words, OverflowCount.None, 0);
    }

    private static (int From, int Count) Part(long fold, int size, long extent) => ((int)fold * size, (int)Math.Min(size, extent - (fold * size)));

    private static ((int From, int Count) M, (int From, int Count) N, (int From, int Count) K) Ranges<T>(
        Dataflow dataflow, Operands<T> operands, (int, int) down, (int, int) across)
        where T : unmanaged, INumber<T> => dataflow switch
        {
            Dataflow.WeightStationary => ((0, operands.M), across, down),
            Dataflow.InputStationary => (across, (0, operands.N), down),
            _ => (down, across, (0, operands.K)),
        };

    private static SramWords WordsOf(Dataflow dataflow, long m, long n, long k, bool again)
        => new(m * k, n * k, again && dataflow != Dataflow.OutputStationary ? m * n : 0, m * n);

    private static void Add<T>(Operands<T> operands, T[] result, (int From, int Count) m, (int From, int Count) n, (int From, int Count) k, int bits)
        where T : unmanaged, INumber<T>
    {
        for (var row = m.From; row < m.From + m.Count; row++)
        {
            for (var column = n.From; column < n.From + n.Count; column++)
            {
                var sum = result[(row * operands.N) + column];
                for (var i = k.From; i < k.From + k.Count; i++) sum += operands.Left[(row * operands.K) + i] * operands.Right[(i * operands.N) + column];
                result[(row * operands.N) + column] = Wrap(sum, 32 - bits);
            }
        }
    }

    // What wraps at every addition and what wraps at the end are the same number.
    private static T Wrap<T>(T sum, int spare) => typeof(T) == typeof(int) ? (T)(object)((int)(object)sum! << spare >> spare) : sum;
}
