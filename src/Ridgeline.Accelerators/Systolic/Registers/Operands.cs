using System.Numerics;

namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>The two factors of a product, row-major.</summary>
/// <param name="Left">[M, K]: inputs.</param>
/// <param name="Right">[K, N]: weights.</param>
/// <param name="M">Rows of the left one.</param>
/// <param name="N">Columns of the right one.</param>
/// <param name="K">What is summed over.</param>
public sealed record Operands<T>(T[] Left, T[] Right, int M, int N, int K)
    where T : unmanaged, INumber<T>
{
    /// <summary>The product as three nested loops, in arithmetic that wraps: what the array must give.</summary>
    public T[] Plain()
    {
        var result = new T[checked(M * N)];
        for (var m = 0; m < M; m++)
        {
            for (var k = 0; k < K; k++)
            {
                var x = Left[(m * K) + k];
                for (var n = 0; n < N; n++) result[(m * N) + n] += x * Right[(k * N) + n];
            }
        }
        return result;
    }
}
