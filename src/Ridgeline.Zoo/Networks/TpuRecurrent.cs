using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// LSTM0 and LSTM1: one time step of a stack of cells, because the published intensity equals the batch, so a weight is used once an
/// example. Each gate is a fully connected layer over the input and the state side by side. See <see cref="TpuApplications"/> for what is
/// known.
/// </summary>
internal static class TpuRecurrent
{
    // 6 cells of 4 gates are the 24 fully connected layers; 5 elementwise layers a cell, and scale and shift at both ends, the 34 vector
    // layers. Table 3 counts no unused MACs: all widths are multiples of the array's 256.
    public static Model Lstm0(ZooQuery query)
    {
        const long Inputs = 1536;
        const long Width = 1024;
        var tpu = new TpuBuilder("tpu-lstm0");
        var x = tpu.Net.Input("input", ElementType.Int8, query.Batch, Inputs);
        x = tpu.ToBytes(ScaleAndShift(tpu, tpu.ToReal(x, "input_real"), Inputs), "input_bytes");
        for (var i = 0; i < 6; i++)
        {
            var cell = new TpuCell(tpu, query.Batch, i == 0 ? Inputs : Width, Width, i);
            x = cell.Step(x, cell.ManyVectorLayers);
        }
        x = ScaleAndShift(tpu, tpu.ToReal(x, "output_real"), Width);
        tpu.Net.Output(tpu.ToBytes(x, "output_bytes"), "output");
        return tpu.Net.Build();
    }

    // 9 cells of 4 gates and one projection are the 37 fully connected layers; 2 elementwise layers a cell and the projection's shift,
    // the 19 vector layers. The one size that the paper mentions is a matrix of 600 x 600, which fills 61 % of nine tiles of 256 x 256; table 3
    // counts 4.2 unused of 10.5 % active, or 60 % filled, so that gates here have two such matrices each.
    public static Model Lstm1(ZooQuery query)
    {
        const long Width = 600;
        const long Outputs = 13_440;
        var tpu = new TpuBuilder("tpu-lstm1");
        var x = tpu.Net.Input("input", ElementType.Int8, query.Batch, Width);
        for (var i = 0; i < 9; i++)
        {
            var cell = new TpuCell(tpu, query.Batch, Width, Width, i);
            x = cell.StepOfSquares(x, cell.FewVectorLayers);
        }
        x = tpu.ToReal(tpu.Fc(x, Width, Outputs, activation: null), "scores");
        x = Vector(tpu, "Add", x, tpu.Net.Constant("shift", Tensor.Absent(ElementType.Float, [Outputs], Filling.Zeros)));
        tpu.Net.Output(x, "output");
        return tpu.Net.Build();
    }

    private static Value ScaleAndShift(TpuBuilder tpu, Value x, long width)
    {
        x = Vector(tpu, "Mul", x, tpu.Net.Constant("scale", Tensor.Absent(ElementType.Float, [width], Filling.Ones)));
        return Vector(tpu, "Add", x, tpu.Net.Constant("shift", Tensor.Absent(ElementType.Float, [width], Filling.Zeros)));
    }

    private static Value Vector(TpuBuilder tpu, string operation, Value a, Value b)
    {
        using var scope = tpu.Layer("vector");
        return tpu.Net.Node(operation, "", [a, b]);
    }
}
