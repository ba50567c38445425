using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>U-Net of its paper: convolutions without padding, so that 572x572 pixels become 388x388 of two classes.</summary>
internal static class UNet
{
    private const int Depth = 4;
    private const long Side = 572;

    public static readonly ZooNetwork[] Entries =
    [
        new("unet", "U-Net for cell images: 572x572 pixels in, 388x388 pixels of two classes out", "Ronneberger et al. 2015, arXiv:1505.04597",
            [
                ZooParameter.Number("channels", 1, "channels of the image", most: 4096),
                ZooParameter.Number("classes", 2, "classes of a pixel", most: 4096),
            ], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("unet");
        var (from, side) = (query.Number("channels"), Side);
        var x = net.Input("input", ElementType.Float, query.Batch, from, Side, Side);
        var kept = new Stack<(Value Map, long Side)>();
        for (var level = 0; level < Depth; level++, side /= 2)
        {
            using var scope = net.Scope($"down{level + 1}");
            x = Twice(net, x, from, 64L << level, ref side);
            kept.Push((x, side));
            x = net.MaxPool(x, "pool", 2, 2);
            from = 64L << level;
        }
        using (net.Scope("bottom")) x = net.Dropout(Twice(net, x, from, 2 * from, ref side), "dropout");
        for (from *= 2; kept.Count > 0; from /= 2)
        {
            using var scope = net.Scope($"up{kept.Count}");
            var half = from / 2;
            (x, side) = (net.Doubling(x, "upconv", from, half), 2 * side);
            x = net.Concat([Crop(net, kept.Pop(), side), x], "concat");
            x = Twice(net, x, from, half, ref side);
        }
        net.Output(net.Conv(x, "classifier", Kernel.Pointwise(from, query.Number("classes"))), "output");
        return net.Build();
    }

    private static Value Twice(GraphBuilder net, Value x, long from, long to, ref long side)
    {
        side -= 4;
        x = net.Relu(net.Conv(x, "conv1", new(from, to, 3)), "relu1");
        return net.Relu(net.Conv(x, "conv2", new(to, to, 3)), "relu2");
    }

    private static Value Crop(GraphBuilder net, (Value Map, long Side) kept, long side)
    {
        var margin = (kept.Side - side) / 2;
        return net.Node("Slice", "crop",
        [
            kept.Map,
            net.Constant("crop.starts", Tensor.OfInt64([margin, margin], 2)),
            net.Constant("crop.ends", Tensor.OfInt64([margin + side, margin + side], 2)),
            net.Constant("crop.axes", Tensor.OfInt64([2, 3], 2)),
        ]);
    }
}
