using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// YOLOv3-tiny of darknet's <c>yolov3-tiny.cfg</c>, its layers numbered as there. The outputs are what the two <c>yolo</c> layers are given:
/// the decoding of boxes is left to the caller.
/// </summary>
internal static class YoloV3Tiny
{
    // For each of three anchors: four of the box, one for "an object is here", 80 classes of COCO.
    private const long Predictions = 3 * (4 + 1 + 80);

    public static readonly ZooNetwork[] Entries =
    [
        new("yolov3-tiny", "YOLOv3-tiny for COCO at 416x416, up to the two raw detection maps", "Redmon and Farhadi 2018, arXiv:1804.02767; darknet", [],
            Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("yolov3-tiny");
        var x = net.Input("input", ElementType.Float, query.Batch, 3, 416, 416);
        x = Unit(net, x, 0, Kernel.Same(3, 16, 3));
        for (var i = 1; i < 5; i++)
        {
            x = net.MaxPool(x, $"layer{(2 * i) - 1}", 2, 2);
            x = Unit(net, x, 2 * i, Kernel.Same(8L << i, 16L << i, 3));
        }
        var fine = x;
        x = Unit(net, net.MaxPool(x, "layer9", 2, 2), 10, Kernel.Same(256, 512, 3));
        // A window of 2 that moves by 1 keeps 13x13 only with a row and a column of padding at the end.
        x = net.Node("MaxPool", "layer11", [x], NodeAttribute.Of("kernel_shape", [2L, 2L]), NodeAttribute.Of("pads", [0L, 0, 1, 1]));
        x = Unit(net, x, 12, Kernel.Same(512, 1024, 3));
        var coarse = Unit(net, x, 13, Kernel.Pointwise(1024, 256));
        x = Unit(net, coarse, 14, Kernel.Same(256, 512, 3));
        net.Output(net.Conv(x, "layer15", Kernel.Pointwise(512, Predictions)), "detections_13x13");

        x = Double(net, Unit(net, coarse, 18, Kernel.Pointwise(256, 128)), "layer19");
        x = net.Concat([x, fine], "layer20");
        x = Unit(net, x, 21, Kernel.Same(128 + 256, 256, 3));
        net.Output(net.Conv(x, "layer22", Kernel.Pointwise(256, Predictions)), "detections_26x26");
        return net.Build();
    }

    private static Value Unit(GraphBuilder net, Value x, int index, Kernel kernel)
    {
        using var scope = net.Scope($"layer{index}");
        x = net.BatchNorm(net.Conv(x, "conv", kernel, bias: false), "bn", kernel.To);
        return net.Node("LeakyRelu", "leaky", [x], NodeAttribute.Of("alpha", 0.1f));
    }

    // Sizes and not scales: scales are floats, and would pass for parameters.
    private static Value Double(GraphBuilder net, Value x, string name) => net.Node("Resize", name,
        [x, null, null, net.Constant($"{name}.sizes", Tensor.OfInt64([26, 26], 2))],
        NodeAttribute.Of("axes", [2L, 3L]), NodeAttribute.Of("mode", "nearest"),
        NodeAttribute.Of("coordinate_transformation_mode", "asymmetric"), NodeAttribute.Of("nearest_mode", "floor"));
}
