using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>How the compute and the parameters of models grow, and for which population.</summary>
internal static class ComputeTopic
{
    private const double DeepLearning = 2010;

    // Text 000, in its words of 2019.
    private static readonly (string Model, string Said)[] s_named =
    [
        ("ResNet-152 (ImageNet)", "60 million and 7 exa"), ("DeepSpeech2 (English)", "300 million and 20 exa"), ("GNMT", "7 billion and 100 exa"),
        ("MoE-Multi", "not named, and both numbers fit it"),
    ];

    public static TrendTopic Create(Assumptions assumed)
    {
        var all = TrendData.TrainingCompute;
        var early = new TrendFit(new(all.Between(1900, DeepLearning, "training compute, before 2010")), "all notable models with known compute");
        var since = new TrendFit(new(all.Between(DeepLearning, 3000, "training compute, since 2010")), "all notable models with known compute");
        var sevilla = new TrendFit(new(all.Between(DeepLearning, 2022.2, "training compute, 2010 to early 2022")), "all notable models with known compute",
            5.7, "Sevilla et al. 2022, arXiv:2202.05924: all models of 2010 to 2022");
        var between = all.Between(2012.4, 2018.1, "training compute, 2012 to 2018");
        var typical = new TrendFit(new(between), "all notable models of the span that AI and Compute looked at");
        var points = new TrendFit(new(TrendData.AiAndCompute), "the large results of 2012 to 2017 whose values its appendix states", 3.43,
            "OpenAI, AI and Compute 2018");
        var records = new TrendFit(new(all.Records("training compute, record holders").Between(2012.4, 2018.1,
            "training compute, record holders 2012 to 2018")),
            "only models larger than all before them: the frontier");
        var frontier = new TrendFit(new(TrendData.Frontier.Records("training compute, record holders to 2026").Between(DeepLearning, 3000,
            "training compute, record holders since 2010")), "the largest runs: each larger than all before it");
        var parameters = new TrendFit(new(TrendData.Parameters.Between(DeepLearning, 3000, "parameters, since 2010")),
            "all notable models with known parameters");
        var year = assumed["year"];
        return new("compute", "How fast do models grow?")
        {
            Answers =
            [
                $"Training compute of all notable models since 2010 {Doubling(since.Fit)}; before, it {Doubling(early.Fit)}.",
                $"The points of AI and Compute, the largest results of 2012 to 2017, give a compute that {Doubling(points.Fit)}; its authors found "
                    + $"3.43 months.",
                $"That is the frontier of those years and no typical model: of the same years all notable models together give one that "
                    + $"{Doubling(typical.Fit)}, record holders alone one that {Doubling(records.Fit)}.",
                $"Parameters: the number {Doubling(parameters.Fit)}. Compute grows faster than parameters because models see more data, too.",
                $"The models that a source text names: {string.Join("; ", s_named.Select(n => Named(n.Model, n.Said)))}.",
            ],
            Fits = [early, since, sevilla, typical, points, records, frontier, parameters],
            Projections =
            [
                new Projection(frontier.Fit, year, "compute of the largest training run", "record holders grow as they did since 2010"),
                new Projection(since.Fit, year, "compute of a notable model", "all notable models grow as they did since 2010"),
            ],
            Assumptions = assumed.Of("year"),
            Sources = [DataSource.EpochModels, DataSource.EpochFrontier, DataSource.AiAndCompute],
        };
    }

    private static string Named(string model, string said)
    {
        double Of(TrendSeries series) => series.Points.First(p => p.Name == model).Value;
        return $"{model} has {Short(Of(TrendData.Parameters))} parameters and took {Short(Of(TrendData.TrainingCompute))} FLOP (text: {said})";
    }
}
