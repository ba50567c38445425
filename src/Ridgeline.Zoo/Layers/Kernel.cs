using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Layers;

/// <summary>The geometry of a convolution.</summary>
/// <param name="From">Channels of the input.</param>
/// <param name="To">Channels of the output.</param>
/// <param name="Size">Height and width of the kernel.</param>
/// <param name="Stride">Steps between two places of the kernel.</param>
/// <param name="Pad">Zeros around the input, on each side.</param>
/// <param name="Groups">Into how many parts the channels fall that do not see each other.</param>
internal readonly record struct Kernel(long From, long To, long Size, long Stride = 1, long Pad = 0, long Groups = 1)
{
    /// <summary>A kernel of one place: a matrix over channels.</summary>
    public static Kernel Pointwise(long from, long to) => new(from, to, 1);

    /// <summary>A kernel of odd size whose padding keeps height and width, but for the stride.</summary>
    public static Kernel Same(long from, long to, long size, long stride = 1) => new(from, to, size, stride, size / 2);

    /// <summary>A kernel that leaves the channels apart; its padding keeps height and width, but for the stride.</summary>
    public static Kernel Depthwise(long channels, long size, long stride) => new(channels, channels, size, stride, size / 2, channels);

    /// <summary>The attributes of a <c>Conv</c>; those at their defaults are left out.</summary>
    public NodeAttribute[] Attributes()
    {
        var attributes = new List<NodeAttribute> { NodeAttribute.Of("kernel_shape", [Size, Size]) };
        if (Stride != 1) attributes.Add(NodeAttribute.Of("strides", [Stride, Stride]));
        if (Pad != 0) attributes.Add(NodeAttribute.Of("pads", [Pad, Pad, Pad, Pad]));
        if (Groups != 1) attributes.Add(NodeAttribute.Of("group", Groups));
        return [.. attributes];
    }
}
