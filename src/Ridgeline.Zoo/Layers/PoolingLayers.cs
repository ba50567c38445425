using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Zoo.Layers;

/// <summary>Poolings of square windows.</summary>
internal static class PoolingLayers
{
    /// <summary>The greatest of each window. <paramref name="ceiling"/> keeps a last window that the input does not fill.</summary>
    public static Value MaxPool(this GraphBuilder net, Value x, string name, long size, long stride, long pad = 0, bool ceiling = false)
    {
        var attributes = Window(size, stride, pad);
        if (ceiling) attributes.Add(NodeAttribute.Of("ceil_mode", 1L));
        return net.Node("MaxPool", name, [x], [.. attributes]);
    }

    /// <summary>The mean of each window.</summary>
    public static Value AveragePool(this GraphBuilder net, Value x, string name, long size, long stride) =>
        net.Node("AveragePool", name, [x], [.. Window(size, stride, 0)]);

    /// <summary>The mean of each channel; height and width become 1.</summary>
    public static Value GlobalAveragePool(this GraphBuilder net, Value x, string name) => net.Node("GlobalAveragePool", name, [x]);

    private static List<NodeAttribute> Window(long size, long stride, long pad)
    {
        var attributes = new List<NodeAttribute> { NodeAttribute.Of("kernel_shape", [size, size]) };
        if (stride != 1) attributes.Add(NodeAttribute.Of("strides", [stride, stride]));
        if (pad != 0) attributes.Add(NodeAttribute.Of("pads", [pad, pad, pad, pad]));
        return attributes;
    }
}
