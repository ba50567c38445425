namespace Ridgeline.Runtime.Operators;

/// <summary>From [N, C, spatial…] to [N, spatial…, C] and back. No operators of ONNX: the layout pass puts them in.</summary>
internal static class ChannelTurns
{
    /// <summary>Channels go last.</summary>
    public static readonly Implementation ToLast = new("Transpose", _ => throw new InvalidOperationException("shapes are known here"))
    {
        Prepare = p => PreparedMovement.Permuting(p.Dims(0)!, [0, .. Enumerable.Range(2, p.Dims(0)!.Length - 2), 1]),
    };

    /// <summary>Channels go first.</summary>
    public static readonly Implementation ToFirst = new("Transpose", _ => throw new InvalidOperationException("shapes are known here"))
    {
        Prepare = p => PreparedMovement.Permuting(p.Dims(0)!, [0, p.Dims(0)!.Length - 1, .. Enumerable.Range(1, p.Dims(0)!.Length - 2)]),
    };

    /// <summary>Where an axis of [N, C, spatial…] lies in [N, spatial…, C].</summary>
    public static int Axis(int axis, int rank) => axis switch
    {
        0 => 0,
        1 => rank - 1,
        _ => axis - 1,
    };

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
