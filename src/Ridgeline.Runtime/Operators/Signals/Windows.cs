using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Windows that fade a signal in and out, and the mel scale's filters.</summary>
internal static class Windows
{
    public static readonly Implementation[] Rows =
    [
        new("HannWindow", x => Run(x, 0.5, 0.5, 0)),
        new("HammingWindow", x => Run(x, 25.0 / 46, 21.0 / 46, 0)),
        new("BlackmanWindow", x => Run(x, 0.42, 0.5, 0.08)),
        new("MelWeightMatrix", RunMel),
    ];

    // a - b cos(2πn/N) + c cos(4πn/N)
    private static void Run(OperatorContext x, double a, double b, double c)
    {
        var size = ScalarReading.Integer(x.Input(0));
        if (size < 0) throw new OperatorException($"a window cannot have {size} samples");
        var period = x.Node.Int("periodic", 1) != 0 ? size : size - 1;
        var made = new RuntimeTensor(ElementType.Double, size);
        for (var n = 0; n < size; n++)
        {
            var angle = period == 0 ? 0 : 2 * Math.PI * n / period;
            made.Span<double>()[n] = period == 0 ? 1 : a - (b * Math.Cos(angle)) + (c * Math.Cos(2 * angle));
        }
        Casting.Convert(made, x.Output(0, (ElementType)x.Node.Int("output_datatype", 1), size));
    }

    // Triangles between neighbours that lie evenly on the scale 2595 log10(1 + f/700).
    private static void RunMel(OperatorContext x)
    {
        var (bands, length) = (ScalarReading.Integer(x.Input(0)), ScalarReading.Integer(x.Input(1)));
        var (rate, low, high) = (ScalarReading.Integer(x.Input(2)), ScalarReading.Real(x.Input(3)), ScalarReading.Real(x.Input(4)));
        var bins = (length / 2) + 1;
        var made = new RuntimeTensor(ElementType.Double, bins, bands);
        var edges = Edges(bands, length, rate, low, high);
        if (edges[0] < 0 || edges[^1] > bins) throw new OperatorException($"the band from {low} to {high} Hz lies outside a spectrum of {bins} bins");
        for (var band = 0; band < bands; band++)
        {
            var (lower, centre, upper) = (edges[band], edges[band + 1], edges[band + 2]);
            for (var bin = lower; bin <= upper && bin < bins; bin++)
            {
                var weight = bin <= centre ? centre == lower ? 1 : (double)(bin - lower) / (centre - lower) : (double)(upper - bin) / (upper - centre);
                made.Span<double>()[(int)((bin * bands) + band)] = weight;
            }
        }
        Casting.Convert(made, x.Output(0, (ElementType)x.Node.Int("output_datatype", 1), bins, bands));
    }

    private static long[] Edges(long bands, long length, long rate, double low, double high)
    {
        var (from, to) = (Mel(low), Mel(high));
        var step = (to - from) / (bands + 2);
        var edges = new long[bands + 2];
        for (var i = 0; i < edges.Length; i++) edges[i] = (long)Math.Floor((length + 1) * 700 * (Math.Pow(10, (from + (i * step)) / 2595) - 1) / rate);
        return edges;
    }

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
}
