namespace Ridgeline.Runtime.Host;

/// <summary>All arithmetic that is measured, by instruction set and format.</summary>
internal static class ComputeProbes
{
    /// <summary>Those that this processor can run.</summary>
    public static IReadOnlyList<IComputeProbe> Supported() => [.. All().Where(p => p.IsSupported)];

    private static IComputeProbe[] All() =>
    [
        new ScalarProbe<float>("fp32"), new ScalarProbe<double>("fp64"),
        new Vector128Probe<float>("fp32"), new Vector128Probe<double>("fp64"),
        new Vector256Probe<float>("fp32"), new Vector256Probe<double>("fp64"),
        new Vector512Probe<float>("fp32"), new Vector512Probe<double>("fp64"),
        new VnniProbe(), new ByteProductsProbe(),
    ];
}
