using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Applies the operator table's counts to nodes. A node that a count stumbles over is not counted, and never stops a profile.</summary>
internal sealed class WorkCount(Model model, InferenceResult inference, Pricing pricing)
{
    // No machine does 2^100 operations; and 2^27 layers of as many still have a sum.
    private static readonly Int128 s_most = Int128.One << 100;

    /// <summary>The work of one run of a node; null if a shape is not known, the operator is opaque, or the count is beyond all measure.</summary>
    public Work? Of(Node node) => OperatorTable.Find(node) is { } row && Try(row.Work, node, out var work) && Fits(work, 1) ? work : null;

    /// <summary>The work of so many runs; null if it is beyond all measure.</summary>
    public static Work? Times(Work? once, long repeats) => once is not { } work ? null : repeats == 1 ? work : Fits(work, repeats) ? work * repeats : null;

    /// <summary>The matrix products of one run of a node that does so many MACs.</summary>
    public IReadOnlyList<MatrixProduct> Products(Node node, Int128 macs)
    {
        IReadOnlyList<MatrixProduct> products = [];
        return OperatorTable.Find(node) is { } row && Try(x => (products = MatrixProducts.Of(row, x, macs)).Count, node, out _) ? products : [];
    }

    /// <summary>How the window of a convolution moves; null for anything else.</summary>
    public ConvolutionWindow? Window(Node node)
    {
        ConvolutionWindow? window = null;
        return OperatorTable.Find(node)?.Window is { } rule && Try(x => (window = rule(x)) is null ? 0 : 1, node, out _) ? window : null;
    }

    /// <summary>What the tool pthflops counts for so many runs; null as <see cref="Of"/>.</summary>
    public FlopCount? Pthflops(Node node, long repeats) => OperatorTable.Find(node) is not { } row ? null
        : row.Pthflops is null ? FlopCount.Zero
        : Try(row.Pthflops, node, out var count) && count >= 0 && count <= s_most / Math.Max(1, repeats) ? new FlopCount(count) * repeats : null;

    /// <summary>Bytes that the backward pass of a node needs beside inputs and outputs; nothing if they are not known.</summary>
    public Bytes Saved(Node node) => OperatorTable.Find(node)?.SavedExtra is { } rule && Try(rule, node, out var bytes) && bytes >= 0
        ? pricing.Bounded(bytes) ?? Bytes.Zero : Bytes.Zero;

    private static bool Fits(Work work, long repeats)
    {
        try
        {
            return work.Flops.Value <= s_most / Math.Max(1, repeats);
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private bool Try<T>(Func<WorkContext, T> rule, Node node, out T result)
        where T : struct
    {
        result = default;
        // Products of two such counts would leave even 128 bits.
        if (node.Inputs.Concat(node.Outputs).Any(v => v is not null && pricing.IsTooLarge(v))) return false;
        try
        {
            result = rule(new(node, model.OpsetOf(node.Domain), inference.ContentsOf, pricing.Bits));
            return true;
        }
        // A malformed node that a rule stumbles over, or a count beyond 128 bits, is a layer that cannot be counted.
        catch (Exception e) when (e is UnknownShapeException or IndexOutOfRangeException or ArgumentException or OverflowException
            or InvalidOperationException or NullReferenceException or DivideByZeroException or InvalidCastException or InferenceException)
        {
            return false;
        }
    }
}
