using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Dropout: in training a mask and a scale, in inference nothing at all.</summary>
internal static class Dropping
{
    private const Traits Masked = Traits.InPlace | Traits.Random;

    public static readonly Operator[] Rows =
    [
        new("Dropout", [1, 6, 7, 10, 12, 13, 22], Infer) { Work = x => Count(x, mode: 2), Traits = Masked, SavedExtra = Mask },
        new("BiasDropout", [1], Infer)
        {
            Domain = Domains.Microsoft, Work = x => Count(x, mode: 4) + Times(x.OutCount(), add: x.Has(2) ? 2 : 1), Traits = Masked, SavedExtra = Mask,
        },
    ];

    private static void Infer(InferenceContext x)
    {
        x.Output(0, x.Type(0));
        // Until version 10 the mask was of the data's type.
        var early = x.Opset < 10 && x.Node.Domain.Length == 0;
        x.Output(1, early ? x.Element(0) : ElementType.Bool, x.Shape(0));
    }

    // In training each element is compared with the ratio and scaled by 1 / (1 - ratio). In inference the input passes as it is.
    private static Work Count(WorkContext x, int mode)
    {
        var training = x.Node.Domain.Length > 0 || x.Opset >= 12 ? x.Contents(mode)?.Numbers is [not 0]
            : x.Opset < 7 && x.Node.Int("is_test", 0) == 0 && x.Makes(1);
        if (training) return Times(x.OutCount(), mul: 1, cmp: 1);
        return x.Makes(1) ? default : new() { Read = new(0), Written = new(0) };
    }

    // One byte an element, as frameworks keep masks.
    private static Int128 Mask(WorkContext x) => x.OutCount();
}
