using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Rules;

/// <summary>Made for convolutions alone: what share of a data centre's mix comes near its roofline, and how far the mix falls behind convolutions.</summary>
internal sealed class OnlyCnns : IReviewRule
{
    private const double Near = 0.3;
    private const double LeastShare = 0.5;
    private const double MostBehind = 4;

    public string Name => "only-cnns";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        if (context.Uses.All(u => !u.ServesAnyNetwork)) yield break;
        var mix = Suites.Mix(context.Shelf).Select(m => (m.Family, m.Share, Of: Attainment.Of(context.Predict(m.Network)!))).ToList();
        var near = mix.Where(m => m.Of.NearRoofline >= Near).Sum(m => m.Share);
        var convolutions = mix.Single(m => m.Family == "cnn").Of;
        var others = mix.Where(m => m.Family != "cnn").ToList();
        var mean = others.Sum(m => m.Share * m.Of.OfPeak) / others.Sum(m => m.Share);
        var behind = mean > 0 ? convolutions.OfPeak / mean : double.MaxValue;
        // A machine on which nothing runs well is bad in other ways.
        if (convolutions.NearRoofline < Near || (near >= LeastShare && behind <= MostBehind)) yield break;
        IEnumerable<Evidence> each = mix.SelectMany(m => new Evidence[]
        {
            new($"{m.Family}_of_peak", m.Of.OfPeak, "1"), new($"{m.Family}_near_roofline", m.Of.NearRoofline, "1"),
        });
        yield return new(Name, near < LeastShare ? Severity.High : Severity.Medium,
            $"convolutions reach {Figure.Percent(convolutions.OfPeak)} of peak, all else of a data centre's mix {Figure.Percent(mean)}; "
                + $"{Figure.Percent(near)} of the mix runs within {Figure.Percent(Near)} of its roofline",
            [new("share_near_roofline", near, "1"), new("convolutions_over_mix", behind, "1"), .. each], "units",
            "perceptrons and LSTMs are 90 % of that mix and read each weight once a batch: balance bandwidth and array, or say that it is for vision");
    }
}
