using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>
/// Finds the parameters of least loss by walking along one after the other with steps that halve. Deterministic; a few parameters and a smooth model need
/// nothing more.
/// </summary>
internal static class ParameterSearch
{
    private const double FirstStep = 0.25;
    private const double LastStep = 0.001;
    private const int MostRounds = 400;

    /// <summary>The places, 0 to 1 each, of the least loss found.</summary>
    public static double[] Run(IReadOnlyList<FreeParameter> free, Func<double[], double> loss)
    {
        var best = free.Select(p => p.Place(p.Start)).ToArray();
        var least = loss(best);
        var rounds = 0;
        for (var step = FirstStep; step >= LastStep && rounds < MostRounds; rounds++)
        {
            var before = least;
            for (var i = 0; i < free.Count; i++)
            {
                Try(i, best[i] + step);
                Try(i, best[i] - step);
            }
            if (least >= before * (1 - 1e-6)) step /= 2;
        }
        return best;

        void Try(int index, double place)
        {
            var next = (double[])best.Clone();
            next[index] = Math.Clamp(place, 0, 1);
            var found = loss(next);
            if (found < least) (best, least) = (next, found);
        }
    }

    /// <summary>Writes parameters into a calibration.</summary>
    public static Calibration At(Calibration blank, IReadOnlyList<FreeParameter> free, double[] places)
    {
        for (var i = 0; i < free.Count; i++) blank = free[i].Set(blank, Round(free[i].At(places[i])));
        return blank;
    }

    // Digits beyond the fourth say nothing, and a file should hold what was judged.
    private static double Round(double value)
    {
        if (value == 0) return 0;
        var scale = Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Abs(value))));
        return Math.Round(value * scale) / scale;
    }
}
