using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Images;

/// <summary>What tensor a picture becomes.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Layout">Where channels stand.</param>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Height">Rows; null is the picture's own.</param>
/// <param name="Width">Columns; null is the picture's own.</param>
/// <param name="Batch">How many times the picture is repeated; null where there is no batch.</param>
internal sealed record ImagePlan(ElementType Element, ImageLayout Layout, int Channels, int? Height, int? Width, long? Batch)
{
    private const long MostValues = 1L << 28;

    /// <exception cref="InputProblem">The input takes no picture.</exception>
    public static ImagePlan Of(TensorType wanted, ImageOptions options)
    {
        var shape = wanted.Shape;
        var isKnown = wanted.Element is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16 or ElementType.UInt8 or ElementType.Int8
            or ElementType.Int32 or ElementType.Int64;
        if (!isKnown) throw new InputProblem("INPUT114", $"a picture is no {wanted.Element.Spelling()}");
        if (shape.HasRank && shape.Rank is not (3 or 4)) throw new InputProblem("INPUT114", $"the network asks for {wanted}, which is no picture: that has 3 or 4 dimensions");
        var layout = options.Layout ?? (IsChannels(shape, 3) || !IsChannels(shape, 1) ? ImageLayout.Nchw : ImageLayout.Nhwc);
        if (!shape.HasRank) return new(wanted.Element, layout, 3, null, null, 1);
        if (options.Layout is null && IsChannels(shape, 1) && !IsChannels(shape, 3)) layout = ImageLayout.Nhwc;
        var (channelsBack, heightBack, widthBack) = layout == ImageLayout.Nchw ? (3, 2, 1) : (1, 3, 2);
        var channels = Size(shape, channelsBack) ?? 3;
        if (channels is not (1 or 3 or 4))
        {
            throw new InputProblem("INPUT114", $"the network asks for {wanted}: {channels} channels are no picture's", "channels in the other place: --layout nhwc or nchw");
        }
        return new(wanted.Element, layout, channels, Size(shape, heightBack), Size(shape, widthBack), shape.Rank == 4 ? Size(shape, 4) ?? 1 : null);
    }

    /// <summary>The shape for a picture of a size.</summary>
    public long[] Dims(int height, int width)
    {
        long[] one = Layout == ImageLayout.Nchw ? [Channels, height, width] : [height, width, Channels];
        if (one.Aggregate((Int128)(Batch ?? 1), (a, b) => a * b) > MostValues) throw new InputProblem("INPUT107", "the network asks for more pixels than are made");
        return Batch is { } batch ? [batch, .. one] : one;
    }

    private static bool IsChannels(Shape shape, int back) => !shape.HasRank || Size(shape, back) is 1 or 3 or 4;

    private static int? Size(Shape shape, int back) => shape[^back].ValueOrNull is >= 1 and <= int.MaxValue and var size ? (int)size : null;
}
