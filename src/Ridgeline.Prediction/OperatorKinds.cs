using Ridgeline.Graphs.Operators;

namespace Ridgeline.Prediction;

/// <summary>
/// The kinds that a family falls into where kernels differ much in how near they come to a ceiling: told by the shape of the work, never by its name. A machine
/// file's calibration may be for a kind; it then goes before that of the family.
/// </summary>
internal static class OperatorKinds
{
    public const string Product = "product";
    public const string Convolution = "convolution";
    public const string Depthwise = "depthwise";
    public const string Image = "image";
    public const string Layout = "layout";
    public const string Attention = "attention";
    public const string Recurrent = "recurrent";
    public const string Reduction = "reduction";

    // Less than a vector of the narrowest kind takes: the channels of pictures.
    private const int FewChannels = 5;

    /// <summary>The kind of a job; where there are none, the family's name.</summary>
    public static string Of(Job job) => job.Family switch
    {
        OperatorFamily.Matmul => OfProducts(job.Products),
        OperatorFamily.Movement when job.IsLayout => Layout,
        // A pool puts out less than it takes in; a normalisation puts out as much.
        OperatorFamily.Normalization when job.Writes.Sum(t => t.Size.Value) < job.Reads.Where(t => !t.IsConstant).Sum(t => t.Size.Value) => Reduction,
        _ => job.Family.Name(),
    };

    private static string OfProducts(IReadOnlyList<MatrixProduct> products) => products switch
    {
        [] => Product,
        [{ Steps: > 1 }, ..] => Recurrent,
        [_, _, ..] => Attention,
        [{ Window: { KernelHeight: var h, KernelWidth: var w } } p] when h * w > 1 => p is { Count: > 1, N: 1 } ? Depthwise
            : p.K < FewChannels * h * w ? Image : Convolution,
        _ => Product,
    };
}
