using System.Numerics;

namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>Moves every operand of a product through every cell of an array, cycle by cycle, and computes the result on the way.</summary>
public static class RegisterSimulator
{
    /// <summary>Simulates a product of integers (up to 16 bits, kept in 32) or floats.</summary>
    /// <exception cref="ArgumentException">The array or an accumulator has a size that cannot be, or the operands are not of their size.</exception>
    public static RegisterRun<T> Run<T>(Dataflow dataflow, Operands<T> operands, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        if (array.Rows < 1 || array.Columns < 1 || array.AccumulatorBits is < 2 or > 32) throw new ArgumentException("an array has cells, an accumulator 2 to 32 bits");
        if (operands.M < 1 || operands.N < 1 || operands.K < 1 || operands.Left.LongLength != (long)operands.M * operands.K
            || operands.Right.LongLength != (long)operands.K * operands.N) throw new ArgumentException("operands are [M, K] and [K, N]");
        return dataflow switch
        {
            Dataflow.WeightStationary => WeightStationary.Run(operands, array),
            Dataflow.InputStationary => InputStationary.Run(operands, array),
            _ => OutputStationary.Run(operands, array),
        };
    }
}
