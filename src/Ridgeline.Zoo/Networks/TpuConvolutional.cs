using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>CNN0, in the style of AlphaGo, and CNN1, in the style of Inception: see <see cref="TpuApplications"/>.</summary>
internal static class TpuConvolutional
{
    // 2888 operations a weight at batch 8 are 361 an example: every weight meets every point of a 19 by 19 board, so nothing is pooled.
    public static Model Cnn0(ZooQuery query)
    {
        const long Planes = 48;
        const long Filters = 248;
        var tpu = new TpuBuilder("tpu-cnn0");
        var x = tpu.Net.Input("input", ElementType.Int8, query.Batch, Planes, 19, 19);
        x = tpu.Conv(x, Planes, Filters, 5);
        for (var i = 0; i < 14; i++) x = tpu.Conv(x, Filters, Filters, 3);
        tpu.Net.Output(tpu.Conv(x, Filters, 1, 1, relu: false), "output");
        return tpu.Net.Build();
    }

    // Two convolutions at the stem and 10 modules of 7 are the 72; a pool in each module and 3 between stages are the 13. Four fully
    // connected layers hold three quarters of the weights, as "an operational intensity of just 32" during them wants.
    public static Model Cnn1(ZooQuery query)
    {
        const long Hidden = 1280;
        var tpu = new TpuBuilder("tpu-cnn1");
        var x = tpu.Net.Input("input", ElementType.Int8, query.Batch, 3, 224, 224);
        x = tpu.Pool(tpu.Conv(x, 3, 64, 7, stride: 2), stride: 2);
        x = tpu.Conv(x, 64, 192, 3, stride: 2);
        var channels = 192L;
        x = Stage(tpu, x, 3, 176, ref channels);
        x = Stage(tpu, tpu.Pool(x, stride: 2), 4, 240, ref channels);
        x = Stage(tpu, tpu.Pool(x, stride: 2), 3, 288, ref channels);
        x = tpu.Net.Node("Flatten", "flatten", [x]);
        x = tpu.Fc(x, channels * 7 * 7, Hidden);
        x = tpu.Fc(tpu.Fc(x, Hidden, Hidden), Hidden, Hidden);
        tpu.Net.Output(tpu.Fc(x, Hidden, 1000, activation: null), "output");
        return tpu.Net.Build();
    }

    private static Value Stage(TpuBuilder tpu, Value x, int modules, long width, ref long channels)
    {
        for (var i = 0; i < modules; i++)
        {
            var point = tpu.Conv(x, channels, width, 1);
            var single = tpu.Conv(tpu.Conv(x, channels, width, 1), width, width, 3);
            var twice = tpu.Conv(tpu.Conv(tpu.Conv(x, channels, width, 1), width, width, 3), width, width, 3);
            var pooled = tpu.Conv(tpu.Pool(x, stride: 1), channels, width, 1);
            channels = 4 * width;
            x = tpu.Net.Node("Concat", $"module{channels}.{i}", [point, single, twice, pooled], NodeAttribute.Of("axis", 1L));
        }
        return x;
    }
}
