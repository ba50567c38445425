using Ridgeline.Runtime.Kernels.Movement;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Permutations against an index loop.</summary>
public sealed unsafe class MovementTests
{
    [Fact]
    public void Any_permutation_of_any_element()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 300; trial++)
        {
            var dims = Enumerable.Range(0, random.Next(0, 6)).Select(_ => (nint)random.Next(1, trial < 100 ? 12 : 6)).ToArray();
            if (trial == 0) dims = [3, 300, 200];
            int[] permutation = trial == 0 ? [0, 2, 1] : [.. Enumerable.Range(0, dims.Length).OrderBy(_ => random.Next())];
            Check<byte>(dims, permutation);
            Check<short>(dims, permutation);
            Check<int>(dims, permutation);
            Check<long>(dims, permutation);
        }
    }

    private static void Check<T>(nint[] dims, int[] permutation)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        using var pool = new WorkerPool(2);
        var total = (int)dims.Aggregate((nint)1, (x, y) => x * y);
        T[] from = [.. Enumerable.Range(0, total).Select(i => T.CreateTruncating((i * 7) + 3))], to = new T[total];
        fixed (T* f = from, t = to) Permutation.Run(f, t, dims, permutation, pool);
        var index = new nint[dims.Length];
        for (var i = 0; i < total; i++)
        {
            nint rest = i, at = 0;
            for (var d = dims.Length - 1; d >= 0; d--)
            {
                index[permutation[d]] = rest % dims[permutation[d]];
                rest /= dims[permutation[d]];
            }
            for (var d = 0; d < dims.Length; d++) at = (at * dims[d]) + index[d];
            Assert.Equal(from[at], to[i]);
        }
    }
}
