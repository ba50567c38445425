using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>The matrix product as it is defined: the oracle of the fast kernels, and what runs where there is none for a type.</summary>
internal static unsafe class PlainProduct
{
    /// <summary>y[i, j] = Σ_l a[i, l] b[l, j]</summary>
    /// <param name="a">The left matrix.</param>
    /// <param name="aRow">How far its next row lies.</param>
    /// <param name="aColumn">How far its next column lies.</param>
    /// <param name="b">The right matrix.</param>
    /// <param name="bRow">How far its next row lies.</param>
    /// <param name="bColumn">How far its next column lies.</param>
    /// <param name="y">The product: [m, n], row-major.</param>
    /// <param name="m">Rows of a.</param>
    /// <param name="k">Columns of a.</param>
    /// <param name="n">Columns of b.</param>
    public static void Multiply<T>(T* a, long aRow, long aColumn, T* b, long bRow, long bColumn, T* y, long m, long k, long n)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(y, (int)(m * n)).Clear();
        for (var i = 0L; i < m; i++)
        {
            var row = y + (i * n);
            for (var l = 0L; l < k; l++)
            {
                var factor = a[(i * aRow) + (l * aColumn)];
                var from = b + (l * bRow);
                if (bColumn == 1) for (var j = 0L; j < n; j++) row[j] += factor * from[j];
                else for (var j = 0L; j < n; j++) row[j] += factor * from[j * bColumn];
            }
        }
    }
}
