using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// The six applications by which the first TPU was judged (Jouppi et al. 2017, table 1). Google published how many layers of each kind
/// they have, their nonlinearity, total weights, batch and operations per weight byte, and nothing of the layers themselves. These
/// networks are <b>reconstructions</b>: they have the published counts, come within 2 % of the weights and 5 % of the intensity, and are
/// otherwise free inventions in the style that the text hints at. An operation of that table is a MAC; a weight is a byte.
/// </summary>
internal static class TpuApplications
{
    private const string Source = "Jouppi et al., arXiv:1704.04760, table 1";

    public static readonly ZooNetwork[] Entries =
    [
        Entry("tpu-mlp0", "TPU v1 application MLP0: 5 fully connected layers, 20 M weights", 200, q => Mlp(q, "tpu-mlp0", 5, 2000, 2000)),
        Entry("tpu-mlp1", "TPU v1 application MLP1: 4 fully connected layers, 5 M weights", 168, q => Mlp(q, "tpu-mlp1", 4, 740, 1690)),
        Entry("tpu-lstm0", "TPU v1 application LSTM0, one time step: 24 fully connected and 34 vector layers, 52 M weights", 64,
            TpuRecurrent.Lstm0),
        Entry("tpu-lstm1", "TPU v1 application LSTM1, one time step: 37 fully connected and 19 vector layers, 34 M weights", 96,
            TpuRecurrent.Lstm1),
        Entry("tpu-cnn0", "TPU v1 application CNN0: 16 convolutions of a 19 by 19 board, 8 M weights", 8, TpuConvolutional.Cnn0),
        Entry("tpu-cnn1", "TPU v1 application CNN1: 72 convolutions, 13 pools, 4 fully connected layers, 100 M weights", 32,
            TpuConvolutional.Cnn1),
    ];

    private static ZooNetwork Entry(string name, string summary, int batch, Func<ZooQuery, Model> build) =>
        new(name, $"{summary} (reconstructed: layer shapes were not published)", Source,
            [ZooParameter.Batch with { Default = batch.ToString(System.Globalization.CultureInfo.InvariantCulture) }], build);

    // Widths in turn. Table 3 counts 2 % of MLP0's active MACs as unused and 11 % of MLP1's: 2000 x 2000 fills 95 % of its tiles, 740 x 1690 fills 91 %.
    private static Model Mlp(ZooQuery query, string name, int layers, long width, long other)
    {
        var tpu = new TpuBuilder(name);
        var x = tpu.Net.Input("input", ElementType.Int8, query.Batch, width);
        for (var i = 0; i < layers; i++, (width, other) = (other, width)) x = tpu.Fc(x, width, other);
        tpu.Net.Output(x, "output");
        return tpu.Net.Build();
    }
}
