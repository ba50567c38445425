namespace Ridgeline.Runtime.Operators;

/// <summary>From [N, C, spatial…] to [N, spatial…, C] and back. No operators of ONNX: the layout pass puts them in.</summary>
internal static class ChannelTurns
{
    /// <summary>Channels go last.</summary>
    public static readonly Implementation ToLast = new("Transpose", _ => throw new InvalidOperationException("shapes are known here"))
    {
        Prepare = p => Turning(p.Dims(0)!, (i, rank) => i == 0 ? 0 : i == rank - 1 ? 1 : i + 1),
    };

    /// <summary>Channels go first.</summary>
    public static readonly Implementation ToFirst = new("Transpose", _ => throw new InvalidOperationException("shapes are known here"))
    {
        Prepare = p => Turning(p.Dims(0)!, Axis),
    };

    /// <summary>Where an axis of [N, C, spatial…] lies in [N, spatial…, C].</summary>
    public static int Axis(int axis, int rank) => axis switch
    {
        0 => 0,
        1 => rank - 1,
        _ => axis - 1,
    };

    // Dimension i of the output is dimension from(i, rank) of the input.
    private static Action<OperatorContext> Turning(long[] dims, Func<int, int, int> from)
    {
        var order = new int[dims.Length];
        for (var i = 0; i < order.Length; i++) order[i] = from(i, order.Length);
        return PreparedMovement.Permuting(dims, order);
    }

    /// <summary>[N, C, spatial…] as [N, spatial…, C].</summary>
    public static long[] Last(ReadOnlySpan<long> dims) => [dims[0], .. dims[2..], dims[1]];

    /// <summary>[N, spatial…, C] as [N, C, spatial…].</summary>
    public static long[] First(ReadOnlySpan<long> dims) => [dims[0], dims[^1], .. dims[1..^1]];

    /// <summary>A constant with its channels last.</summary>
    public static RuntimeTensor Turned(RuntimeTensor tensor)
    {
        var result = new RuntimeTensor(tensor.Element, Last(tensor.Dims));
        var own = StridedCopy.Strides(tensor.Dims);
        StridedCopy.Run(tensor, 0, Last(own), result);
        return result;
    }
}
