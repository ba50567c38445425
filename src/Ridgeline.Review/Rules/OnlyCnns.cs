using Ridgeline.Prediction;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>Made for convolutions alone: what share of a data centre's mix comes near its roofline, and how far the mix falls behind convolutions.</summary>
internal sealed class OnlyCnns : IReviewRule
{
    public string Name => "only-cnns";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        if (context.Uses.All(u => !u.ServesAnyNetwork)) yield break;
        var mix = Mix(context);
        var near = mix.Where(m => m.Of.NearRoofline >= Loss.LargerPart).Sum(m => m.Share);
        var convolutions = mix.Single(m => m.Family == "cnn").Of;
        var others = mix.Where(m => m.Family != "cnn").ToList();
        var mean = others.Sum(m => m.Share * m.Of.OfPeak) / others.Sum(m => m.Share);
        var behind = mean > 0 ? convolutions.OfPeak / mean : double.MaxValue;
        // A machine on which convolutions do not run well either is bad in other ways.
        if (convolutions.NearRoofline < Loss.LargerPart || (near < Loss.LargerPart ? Severity.High : Loss.Of(behind)) is not { } severity) yield break;
        IEnumerable<Evidence> each = mix.SelectMany(m => new Evidence[]
        {
            new($"{m.Family}_of_peak", m.Of.OfPeak, "1"), new($"{m.Family}_near_roofline", m.Of.NearRoofline, "1"),
        });
        yield return new(Name, severity,
            $"convolutions reach {Figure.Percent(convolutions.OfPeak)} of peak, all else of a data centre's mix {Figure.Percent(mean)}; "
                + $"{Figure.Percent(near)} of the mix runs at half of its roofline or better",
            [new("share_near_roofline", near, "1"), new("convolutions_over_mix", behind, "1"), .. each], "units",
            "perceptrons and LSTMs are 90 % of that mix and read each weight once a batch: balance bandwidth and array, or say that it is for vision");
    }

    /// <summary>The mix, each family with its share of the load and how near it comes to its roofline.</summary>
    internal static List<(string Family, double Share, NetworkPrediction Prediction, Attainment Of)> Mix(ReviewContext context)
        => [.. Suites.Mix(context.Shelf).Select(m => (m.Family, m.Share, Made: context.Predict(m.Network)!))
            .Select(m => (m.Family, m.Share, m.Made, Attainment.Of(m.Made)))];
}
