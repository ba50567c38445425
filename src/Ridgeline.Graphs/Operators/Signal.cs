namespace Ridgeline.Graphs.Operators;

/// <summary>Fourier transforms, windows and filter banks. A transform of n points is counted as the fast one: 5 n log2 n operations.</summary>
internal static class Signal
{
    public static readonly Operator[] Rows =
    [
        new("DFT", [17, 20], InferDft) { Work = CountDft },
        new("STFT", [17], InferStft) { Work = CountStft, Traits = Traits.NoGradient, Buffers = [2] },
        new("HannWindow", [17], InferWindow) { Work = x => CountWindow(x, cosines: 1), Traits = Traits.NoGradient },
        new("HammingWindow", [17], InferWindow) { Work = x => CountWindow(x, cosines: 1), Traits = Traits.NoGradient },
        new("BlackmanWindow", [17], InferWindow) { Work = x => CountWindow(x, cosines: 2), Traits = Traits.NoGradient },
        new("MelWeightMatrix", [17], InferMel) { Traits = Traits.NoGradient },
    ];

    // The axis that is transformed: an attribute in operator set 17, an input later; null if not known.
    private static int? Axis(InferenceContext x, int rank)
    {
        if (x.Opset < 20) return InferenceContext.Axis(x.Node.Int("axis", 1), rank);
        return !x.Has(2) ? InferenceContext.Axis(-2, rank)
            : Wanted.Integer(x, 2).ValueOrNull is { } axis ? InferenceContext.Axis(axis, rank)
            : null;
    }

    private static void InferDft(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.Unknown); return; }
        if (input.Rank < 2) throw new InferenceException($"the input {input} is not [..., signal, 1 or 2]");
        var (oneSided, inverse) = (x.Node.Int("onesided", 0) != 0, x.Node.Int("inverse", 0) != 0);
        var parts = Dim.Of(oneSided && inverse ? 1 : 2);
        if (Axis(x, input.Rank) is not { } axis) { x.Output(0, x.Element(0), Shape.OfRank(input.Rank).With(-1, parts)); return; }
        var length = x.Has(1) ? Wanted.Integer(x, 1) : oneSided && inverse ? (input[axis] - 1) * 2 : input[axis];
        x.Output(0, x.Element(0), input.With(axis, oneSided && !inverse ? (length / 2) + 1 : length).With(-1, parts));
    }

    private static void InferStft(InferenceContext x)
    {
        var signal = x.Shape(0);
        var frame = x.Has(3) ? Wanted.Integer(x, 3) : x.Shape(2) is { HasRank: true, Rank: 1 } window ? window[0] : Dim.Unknown;
        var bins = x.Node.Int("onesided", 1) != 0 ? (frame / 2) + 1 : frame;
        var frames = signal.HasRank ? ((signal[1] - frame) / Wanted.Integer(x, 1)) + 1 : Dim.Unknown;
        x.Output(0, x.Element(0), [signal.HasRank ? signal[0] : Dim.Unknown, frames, bins, 2]);
    }

    private static void InferWindow(InferenceContext x) =>
        x.Output(0, Generating.Asked(x, "output_datatype", ElementType.Float), [Wanted.Integer(x, 0)]);

    private static void InferMel(InferenceContext x) =>
        x.Output(0, Generating.Asked(x, "output_datatype", ElementType.Float), [(Wanted.Integer(x, 1) / 2) + 1, Wanted.Integer(x, 0)]);

    private static Work CountDft(WorkContext x)
    {
        var (input, output) = (x.In(0), x.Out());
        var axis = x.Opset < 20 ? x.Node.Int("axis", 1) : x.Contents(2)?.Numbers is [var given] ? given : -2;
        var at = InferenceContext.Axis(axis, input.Length);
        var points = Math.Max(input[at], output[at]);
        return points == 0 ? default : Transforms(points, x.OutCount() / output[^1] / Math.Max(output[at], 1));
    }

    private static Work CountStft(WorkContext x)
    {
        var output = x.Out();
        var points = x.Contents(3)?.Numbers is [var frame] ? frame : x.Has(2) ? x.In(2)[0] : 0;
        var frames = (Int128)output[0] * output[1];
        return points == 0 ? default : Transforms(points, frames) + new Work { Multiplications = new(x.Has(2) ? frames * points : 0) };
    }

    private static Work Transforms(long points, Int128 times)
    {
        var steps = times * points * (int)Math.Ceiling(Math.Log2(Math.Max(points, 2)));
        return new() { Additions = new(steps * 3), Multiplications = new(steps * 2) };
    }

    private static Work CountWindow(WorkContext x, int cosines) => new()
    {
        Transcendentals = new(x.OutCount() * cosines), Multiplications = new(x.OutCount() * 2 * cosines), Additions = new(x.OutCount() * cosines),
    };
}
