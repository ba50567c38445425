using Ridgeline.Graphs.Operators;

namespace Ridgeline.Prediction;

/// <summary>
/// How often the matrices of a product cross a memory level whose inner neighbour keeps H of its bytes (half of a cache, nearly all of a scratchpad). Of
/// three ways the best: keep a panel of the
/// right matrix and stream the left one past it ceil(right / H) times; the same with both exchanged; or keep a square block of sums of side s = sqrt(H/4)
/// and fetch both, ceil(N/s) and ceil(M/s) times. (Hong and Kung 1981; Goto and van de Geijn 2008.)
/// </summary>
internal static class Reuse
{
    private const int AccumulatorBytes = 4;

    /// <summary>Bytes read beyond those that must be read once.</summary>
    public static double Again(ProductSize size, double half)
    {
        if (half <= 0) return 0;
        var p = size.Product;
        var side = Math.Max(1, Math.Floor(Math.Sqrt(half / AccumulatorBytes)));
        var panelOfRight = size.Left * (Math.Ceiling(size.Right / half) - 1);
        var panelOfLeft = size.Right * (Math.Ceiling(size.Left / half) - 1);
        var blocks = (size.Left * (Math.Ceiling(p.N / side) - 1)) + (size.Right * (Math.Ceiling(p.M / side) - 1));
        return p.Count * (double)p.Steps * Math.Max(0, Math.Min(Math.Min(panelOfRight, panelOfLeft), blocks));
    }

    /// <summary>Bytes that a product takes out of the memory of a core whose inner neighbour holds S bytes: each side of a block once per block.</summary>
    public static double FromCore(MatrixProduct product, double bytes, double within, (int M, int N, int K)? tile)
    {
        var side = within > 0 ? Math.Max(1, Math.Floor(Math.Sqrt(within / 2 / AccumulatorBytes))) : 1;
        var rows = Math.Min(Math.Max(tile?.M ?? 1, side), Math.Max(1, product.M));
        var columns = Math.Min(Math.Max(tile?.N ?? 1, side), Math.Max(1, product.N));
        return (double)product.Macs * bytes * ((1 / rows) + (1 / columns));
    }
}
