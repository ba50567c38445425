using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>AlexNet: of the 2012 paper on two GPUs, the same on one, and torchvision's of 2014 without normalisation.</summary>
internal static class AlexNet
{
    public static readonly ZooNetwork[] Entries =
    [
        new("alexnet", "AlexNet: torchvision's (arXiv:1404.5997), the original on two GPUs, or the original unsplit", "Krizhevsky et al. 2012",
            [ZooParameter.Word("variant", "which of the three", "torchvision", "original", "unsplit")], Build),
    ];

    private static Model Build(ZooQuery query)
    {
        var net = new GraphBuilder("alexnet");
        var x = query.Word("variant") switch
        {
            "torchvision" => Torchvision(net, query.Batch),
            "original" => Original(net, query.Batch, 2),
            _ => Original(net, query.Batch, 1),
        };
        x = net.Flatten(x);
        x = net.Dropout(net.Relu(net.Linear(x, "fc6", 256 * 6 * 6, 4096), "fc6_relu"), "fc6_dropout");
        x = net.Dropout(net.Relu(net.Linear(x, "fc7", 4096, 4096), "fc7_relu"), "fc7_dropout");
        net.Output(net.Linear(x, "fc8", 4096, 1000), "output");
        return net.Build();
    }

    private static Value Torchvision(GraphBuilder net, long batch)
    {
        var x = net.Input("input", ElementType.Float, batch, 3, 224, 224);
        x = Convolve(net, x, "conv1", new(3, 64, 11, Stride: 4, Pad: 2));
        x = net.MaxPool(x, "pool1", 3, 2);
        x = Convolve(net, x, "conv2", Kernel.Same(64, 192, 5));
        x = net.MaxPool(x, "pool2", 3, 2);
        x = Convolve(net, x, "conv3", Kernel.Same(192, 384, 3));
        x = Convolve(net, x, "conv4", Kernel.Same(384, 256, 3));
        x = Convolve(net, x, "conv5", Kernel.Same(256, 256, 3));
        return net.MaxPool(x, "pool5", 3, 2);
    }

    private static Value Original(GraphBuilder net, long batch, long gpus)
    {
        // The paper says 224; only 227 gives its 55 by 55 outputs.
        var x = net.Input("input", ElementType.Float, batch, 3, 227, 227);
        x = Normalise(net, Convolve(net, x, "conv1", new(3, 96, 11, Stride: 4)), "lrn1");
        x = net.MaxPool(x, "pool1", 3, 2);
        x = Normalise(net, Convolve(net, x, "conv2", Kernel.Same(96, 256, 5) with { Groups = gpus }), "lrn2");
        x = net.MaxPool(x, "pool2", 3, 2);
        x = Convolve(net, x, "conv3", Kernel.Same(256, 384, 3));
        x = Convolve(net, x, "conv4", Kernel.Same(384, 384, 3) with { Groups = gpus });
        x = Convolve(net, x, "conv5", Kernel.Same(384, 256, 3) with { Groups = gpus });
        return net.MaxPool(x, "pool5", 3, 2);
    }

    private static Value Convolve(GraphBuilder net, Value x, string name, Kernel kernel) => net.Relu(net.Conv(x, name, kernel), $"{name}_relu");

    // The paper's alpha of 1e-4 multiplies the sum over five channels; ONNX divides its alpha by their number.
    private static Value Normalise(GraphBuilder net, Value x, string name) => net.LocalResponseNorm(x, name, alpha: 5e-4f, bias: 2);
}
