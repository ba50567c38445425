using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;
using Ridgeline.Zoo.Layers;

namespace Ridgeline.Zoo.Networks;

/// <summary>LeNet-5, and the variant whose operation table the lecture prints.</summary>
internal static class LeNet
{
    public static readonly ZooNetwork[] Entries =
    [
        new("lenet", "LeNet as a lecture profiles it: fc2 has 60 outputs, a ReLU follows fc3", "Lane, Hardware Ecosystem (2022)", [], BuildLecture),
        new("lenet5", "LeNet-5 with C3 fully connected, where the paper has a partial table", "LeCun et al. 1998, doi:10.1109/5.726791", [],
            BuildPaper),
    ];

    private static Model BuildLecture(ZooQuery query)
    {
        var net = new GraphBuilder("lenet");
        var x = net.Input("input", ElementType.Float, query.Batch, 1, 28, 28);
        x = net.Relu(net.Conv(x, "conv1", new(1, 6, 5)), "relu1");
        x = net.MaxPool(x, "pool1", 2, 2);
        x = net.Relu(net.Conv(x, "conv2", new(6, 16, 5)), "relu2");
        x = net.MaxPool(x, "pool2", 2, 2);
        x = net.Flatten(x);
        x = net.Relu(net.Linear(x, "fc1", 256, 120), "relu3");
        x = net.Relu(net.Linear(x, "fc2", 120, 60), "relu4");
        x = net.Relu(net.Linear(x, "fc3", 60, 10), "relu5");
        net.Output(x, "output");
        return net.Build();
    }

    // The paper's subsampling layers have a trained scale and bias, its output layer is made of radial basis functions, and its C3 leaves
    // connections out. What everybody calls LeNet-5 today has none of the three: 61,706 parameters.
    private static Model BuildPaper(ZooQuery query)
    {
        var net = new GraphBuilder("lenet5");
        var x = net.Input("input", ElementType.Float, query.Batch, 1, 32, 32);
        x = Tanh(net, net.Conv(x, "c1", new(1, 6, 5)), "tanh1");
        x = net.AveragePool(x, "s2", 2, 2);
        x = Tanh(net, net.Conv(x, "c3", new(6, 16, 5)), "tanh3");
        x = net.AveragePool(x, "s4", 2, 2);
        x = Tanh(net, net.Conv(x, "c5", new(16, 120, 5)), "tanh5");
        x = Tanh(net, net.Linear(net.Flatten(x), "f6", 120, 84), "tanh6");
        net.Output(net.Linear(x, "classifier", 84, 10), "output");
        return net.Build();
    }

    private static Value Tanh(GraphBuilder net, Value x, string name) => net.Node("Tanh", name, [x]);
}
