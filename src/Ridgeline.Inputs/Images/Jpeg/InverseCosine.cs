namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>The inverse cosine transform of 8x8 numbers (T.81, A.3.3), rows then columns, in floats.</summary>
internal static class InverseCosine
{
    private const int N = 8;

    // s_basis[x * 8 + u] = c(u)/2 cos((2x + 1) u pi / 16), c(0) = 1/sqrt 2, else 1.
    private static readonly float[] s_basis = [.. Enumerable.Range(0, N * N).Select(i => (float)(0.5 * (i % N == 0 ? Math.Sqrt(0.5) : 1)
        * Math.Cos(((2 * (i / N)) + 1) * (i % N) * Math.PI / 16)))];

    /// <summary>Transforms a block in place; row-major.</summary>
    public static void Transform(Span<float> block)
    {
        Span<float> half = stackalloc float[N * N];
        for (var row = 0; row < N; row++)
        {
            for (var x = 0; x < N; x++)
            {
                var sum = 0f;
                for (var u = 0; u < N; u++) sum += s_basis[(x * N) + u] * block[(row * N) + u];
                half[(row * N) + x] = sum;
            }
        }
        for (var column = 0; column < N; column++)
        {
            for (var y = 0; y < N; y++)
            {
                var sum = 0f;
                for (var v = 0; v < N; v++) sum += s_basis[(y * N) + v] * half[(v * N) + column];
                block[(y * N) + column] = sum;
            }
        }
    }
}
