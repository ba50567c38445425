using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>
/// A product as a row-stationary array sees it: planes of images, channels and filters, so many independent ones. What is no convolution over a plane, or
/// has filters that no set of PEs can hold, is one of 1 x 1 filters on 1 x 1 planes: K channels, M images.
/// </summary>
internal sealed record RowConvolution(PlaneWindow Plane, long Channels, long Filters, long Count)
{
    private static readonly PlaneWindow s_point = new(1, 1, 1, 1, 1, 1, 1, 1);

    /// <summary>Whether it is a product of points, whose windows are written out.</summary>
    public bool IsPoint => Plane is { Height: 1, Width: 1, InputHeight: 1, InputWidth: 1 };

    /// <summary>Results of one of them: images x rows x columns x filters.</summary>
    public long Sums => checked(Plane.Images * Plane.Height * Plane.Width * Filters);

    public static RowConvolution Of(MatrixProduct p, int rows, RowCells cells)
    {
        var fits = p.Window is { } w && w.KernelHeight <= rows && w.KernelWidth <= Math.Min(cells.InputWords, cells.FilterWords)
            && w.Images * w.Height * w.Width == p.M && p.K % (w.KernelHeight * w.KernelWidth) == 0;
        return fits ? new(p.Window!, p.K / (p.Window!.KernelHeight * p.Window.KernelWidth), p.N, p.Count) : new(s_point with { Images = p.M }, p.K, p.N, p.Count);
    }
}
