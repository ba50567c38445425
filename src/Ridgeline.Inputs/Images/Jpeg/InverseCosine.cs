namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>
/// The inverse cosine transform of 8x8 numbers (T.81, A.3.3), columns then rows, after Loeffler, Ligtenberg and Moschytz (ICASSP 1989) in whole numbers with 13
/// bits behind the point: what libjpeg's accurate transform rounds to, so that pictures read as other programs read them.
/// </summary>
internal static class InverseCosine
{
    private const int N = 8;
    private const int Bits = 13, KeptBits = 2;

    /// <summary>Transforms a block in place; row-major.</summary>
    public static void Transform(Span<int> block)
    {
        for (var column = 0; column < N; column++) Pass(block, column, N, Bits - KeptBits);
        // Each pass makes numbers larger by the root of 8.
        for (var row = 0; row < N; row++) Pass(block, row * N, 1, Bits + KeptBits + 3);
    }

    private static void Pass(Span<int> block, int first, int step, int shift)
    {
        ref var x0 = ref block[first];
        ref var x1 = ref block[first + step];
        ref var x2 = ref block[first + (2 * step)];
        ref var x3 = ref block[first + (3 * step)];
        ref var x4 = ref block[first + (4 * step)];
        ref var x5 = ref block[first + (5 * step)];
        ref var x6 = ref block[first + (6 * step)];
        ref var x7 = ref block[first + (7 * step)];
        // Even numbers: a turn by 3 pi/8 of 2 and 6.
        var turn = (x2 + x6) * Fixed(0.541196100);
        var (low, high) = (turn - (x6 * Fixed(1.847759065)), turn + (x2 * Fixed(0.765366865)));
        var (sum, difference) = ((x0 + x4) << Bits, (x0 - x4) << Bits);
        var (e0, e1, e2, e3) = (sum + high, difference + low, difference - low, sum - high);
        // Odd ones.
        var all = (x7 + x3 + x5 + x1) * Fixed(1.175875602);
        var (a, b) = ((x7 + x1) * Fixed(0.899976223), (x5 + x3) * Fixed(2.562915447));
        var (c, d) = (all - ((x7 + x3) * Fixed(1.961570560)), all - ((x5 + x1) * Fixed(0.390180644)));
        var (o3, o2) = ((x7 * Fixed(0.298631336)) - a + c, (x5 * Fixed(2.053119869)) - b + d);
        var (o1, o0) = ((x3 * Fixed(3.072711026)) - b + c, (x1 * Fixed(1.501321110)) - a + d);
        var half = 1 << (shift - 1);
        (x0, x7) = ((e0 + o0 + half) >> shift, (e0 - o0 + half) >> shift);
        (x1, x6) = ((e1 + o1 + half) >> shift, (e1 - o1 + half) >> shift);
        (x2, x5) = ((e2 + o2 + half) >> shift, (e2 - o2 + half) >> shift);
        (x3, x4) = ((e3 + o3 + half) >> shift, (e3 - o3 + half) >> shift);
    }

    private static int Fixed(double value) => (int)((value * (1 << Bits)) + 0.5);
}
