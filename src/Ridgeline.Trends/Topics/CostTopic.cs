using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>
/// As models grow in parameters, does the cost of training and inference rise linearly? Training takes C = 6 N D operations, inference 2 N a token (Kaplan et al.
/// 2020); what D is, and what an operation costs, decides.
/// </summary>
internal static class CostTopic
{
    private const double TrainingFlopOfParameterToken = 6;
    private const double InferenceFlopOfParameter = 2;
    private const double SecondsOfHour = 3600;
    private const double Million = 1e6;

    public static TrendTopic Create(Assumptions assumed)
    {
        var price = new TrendFit(new(TrendData.Accelerators("fp32_flop_per_s/price_usd", "fp32 rate for a dollar", "FLOP/s/USD")),
            "accelerators of the table with a launch price");
        var cost = new TrendFit(new(TrendData.TrainingCost.Between(2015, 3000, "cost of training, since 2015")), "notable models with an estimate of their cost");
        var year = assumed["year"];
        return new("cost", "As models grow, does the cost of training and inference rise linearly?")
        {
            Answers =
            [
                "Inference: yes, with the parameters that work on a token, 2 N operations; for one user at a time in bytes, not operations, since each token reads all weights.",
                $"Training: no. 6 N D operations with D in proportion to N ({Short(assumed["tokens-per-parameter"])} tokens a parameter) are quadratic: "
                    + "twice the parameters cost four times as much.",
                $"Hardware takes some of it back: the rate for a dollar {Doubling(price.Fit)}. What is spent on a notable training run still "
                    + $"{Doubling(cost.Fit)}, because compute grows faster than prices fall.",
            ],
            Fits = [price, cost],
            Figures = Figures(assumed, price.Fit),
            Projections = [new Projection(cost.Fit, year, "cost of training a notable model", "spending grows as it did since 2015")],
            Assumptions = assumed.Of("year", "parameters", "tokens-per-parameter", "utilisation", "chip-flop-per-s", "chip-bytes-per-s", "chip-usd-per-hour",
                "bytes-per-parameter"),
            Sources = [DataSource.EpochHardware, DataSource.EpochModels],
        };
    }

    private static List<TrendFigure> Figures(Assumptions a, ExponentialFit price)
    {
        var (n, ratio) = (a["parameters"], a["tokens-per-parameter"]);
        var flop = TrainingFlopOfParameterToken * n * n * ratio;
        double Dollars(double operations) => operations / (a["chip-flop-per-s"] * a["utilisation"]) / SecondsOfHour * a["chip-usd-per-hour"];
        var served = Dollars(InferenceFlopOfParameter * n * Million);
        var alone = n * a["bytes-per-parameter"] / a["chip-bytes-per-s"] / SecondsOfHour * a["chip-usd-per-hour"] * Million;
        var breakEven = TrainingFlopOfParameterToken / InferenceFlopOfParameter * n * ratio;
        var later = Math.Pow(2, price.Slope * (a["year"] - price.Series.Points[^1].Year));
        return
        [
            new("operations to train", flop, "FLOP", "6 N D, D = N x tokens a parameter"),
            new("cost to train", Dollars(flop), "USD", "operations / (peak x utilisation) x price of an hour"),
            new("cost to train twice the parameters", Dollars(4 * flop), "USD", "N and D both double"),
            new("cost of a million tokens, many users at once", served, "USD", "2 N operations a token / (peak x utilisation) x price of an hour"),
            new("cost of a million tokens, one user at a time", alone, "USD", "N x bytes a parameter / bandwidth x price of an hour: every token reads every weight"),
            new("tokens after which serving cost more than training", breakEven, "tokens", "6 N D / 2 N = 3 D"),
            new($"the same training in {a["year"]:0}", Dollars(flop) / later, "USD", "if the rate for a dollar grows as it did"),
        ];
    }
}
