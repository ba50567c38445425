namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>The mappings of a convolution that are tried; they depend on the PEs alone, so that more buffer or bandwidth only makes some of them better.</summary>
internal static class RowSearch
{
    // How many times strips are halved, and what a PE holds is halved.
    private const int Halvings = 5;

    private static readonly long[] s_parts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128];

    public static IEnumerable<RowMapping> Mappings(RowConvolution layer, SystolicArray array, RowCells cells)
    {
        var (width, most) = (layer.Plane.KernelWidth, array.Rows / layer.Plane.KernelHeight);
        foreach (var rows in Evenly(layer.Plane.Height, array.Columns * most))
        {
            // Sets beside each other, or one folded into several rows of PEs.
            var sets = Math.Max(1, array.Columns / rows) * (most / (((rows - 1) / array.Columns) + 1)) * array.Count;
            foreach (var channelSets in s_parts.Append(sets).Where(r => r <= Math.Min(sets, layer.Channels)).Distinct())
            {
                var filterSets = Math.Min(sets / channelSets, layer.Filters);
                foreach (var channels in Evenly(Share(layer.Channels, channelSets), Math.Min(cells.InputWords, cells.FilterWords) / width))
                {
                    foreach (var filters in Evenly(Share(layer.Filters, filterSets), Math.Min(cells.SumWords, cells.FilterWords / (channels * width))))
                    {
                        foreach (var images in Evenly(layer.Plane.Images, layer.Plane.Images).Append(1).Distinct())
                        {
                            yield return new(rows, channelSets, filterSets, filters, channels, images);
                        }
                    }
                }
            }
        }
    }

    // The fewest parts that a dimension must be cut into, then twice as many, and so on, all of one size.
    private static IEnumerable<long> Evenly(long size, long most)
    {
        var fewest = ((size - 1) / Math.Max(1, most)) + 1;
        return Enumerable.Range(0, Halvings).Select(more => Share(size, Math.Min(size, fewest << more))).Distinct();
    }

    private static long Share(long size, long parts) => (size + parts - 1) / parts;
}
