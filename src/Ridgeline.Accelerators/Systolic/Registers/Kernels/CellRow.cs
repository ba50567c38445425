using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.Systolic.Registers.Kernels;

/// <summary>One cycle of one row of cells: operands move a cell on, each cell multiplies and adds. Runs from the right, so that a register is read before it is written.</summary>
internal static class CellRow
{
    /// <summary>Inputs move right past weights that stay; sums come from the row above.</summary>
    /// <param name="x">Inputs of the row: moved by one.</param>
    /// <param name="weights">Weights of the row.</param>
    /// <param name="above">Sums of the row above, before this cycle.</param>
    /// <param name="sums">Sums of the row: written.</param>
    /// <param name="enters">The input that enters at the left.</param>
    /// <param name="spare">32 - the bits of an accumulator.</param>
    /// <returns>Whether a sum did not fit.</returns>
    public static bool Stay<T>(Span<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> above, Span<T> sums, T enters, int spare)
        where T : unmanaged, INumber<T>
    {
        ref var inputs = ref x[0];
        ref readonly var fixedWeights = ref weights[0];
        ref readonly var before = ref above[0];
        ref var after = ref sums[0];
        var over = Vector<T>.Zero;
        var at = x.Length - Vector<T>.Count;
        for (; at >= 1; at -= Vector<T>.Count)
        {
            var moved = Vector.LoadUnsafe(ref inputs, (nuint)at - 1);
            moved.StoreUnsafe(ref inputs, (nuint)at);
            var sum = Vector.LoadUnsafe(in before, (nuint)at);
            var product = moved * Vector.LoadUnsafe(in fixedWeights, (nuint)at);
            Add(sum, product, spare, ref over).StoreUnsafe(ref after, (nuint)at);
        }
        var overflows = over != Vector<T>.Zero;
        for (var c = at + Vector<T>.Count - 1; c >= 0; c--)
        {
            x[c] = c > 0 ? x[c - 1] : enters;
            sums[c] = Add(above[c], x[c] * weights[c], spare, ref overflows);
        }
        return overflows;
    }

    /// <summary>Inputs move right, weights down; sums stay.</summary>
    /// <param name="x">Inputs of the row: moved by one.</param>
    /// <param name="above">Weights of the row above, before this cycle.</param>
    /// <param name="weights">Weights of the row: written.</param>
    /// <param name="sums">Sums of the row: added to.</param>
    /// <param name="enters">The input that enters at the left.</param>
    /// <param name="spare">32 - the bits of an accumulator.</param>
    /// <returns>Whether a sum did not fit.</returns>
    public static bool Move<T>(Span<T> x, ReadOnlySpan<T> above, Span<T> weights, Span<T> sums, T enters, int spare)
        where T : unmanaged, INumber<T>
    {
        ref var inputs = ref x[0];
        ref readonly var from = ref above[0];
        ref var to = ref weights[0];
        ref var kept = ref sums[0];
        var over = Vector<T>.Zero;
        var at = x.Length - Vector<T>.Count;
        for (; at >= 1; at -= Vector<T>.Count)
        {
            var moved = Vector.LoadUnsafe(ref inputs, (nuint)at - 1);
            moved.StoreUnsafe(ref inputs, (nuint)at);
            var weight = Vector.LoadUnsafe(in from, (nuint)at);
            weight.StoreUnsafe(ref to, (nuint)at);
            Add(Vector.LoadUnsafe(ref kept, (nuint)at), moved * weight, spare, ref over).StoreUnsafe(ref kept, (nuint)at);
        }
        var overflows = over != Vector<T>.Zero;
        for (var c = at + Vector<T>.Count - 1; c >= 0; c--)
        {
            x[c] = c > 0 ? x[c - 1] : enters;
            weights[c] = above[c];
            sums[c] = Add(sums[c], x[c] * weights[c], spare, ref overflows);
        }
        return overflows;
    }

    /// <summary>Adds to an accumulator that wraps, and says whether it did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add<T>(T sum, T product, int spare, ref bool overflows)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(int)) return sum + product;
        var exact = (long)(int)(object)sum + (int)(object)product;
        var wrapped = (int)exact << spare >> spare;
        overflows |= wrapped != exact;
        return (T)(object)wrapped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Add<T>(Vector<T> sum, Vector<T> product, int spare, ref Vector<T> over)
        where T : unmanaged, INumber<T>
    {
        var result = sum + product;
        if (typeof(T) != typeof(int)) return result;
        var (a, b, s) = (sum.As<T, int>(), product.As<T, int>(), result.As<T, int>());
        // Two of one sign make one of the other; or bits above the accumulator are no copies of its sign.
        var lost = Vector.ShiftRightArithmetic((s ^ a) & (s ^ b), 31);
        var wrapped = Vector.ShiftRightArithmetic(Vector.ShiftLeft(s, spare), spare);
        over |= (lost | (wrapped ^ s)).As<int, T>();
        return wrapped.As<int, T>();
    }
}
