using System.Globalization;
using Ridgeline.Review.Uses;

namespace Ridgeline.Review.Workloads;

/// <summary>The networks of each use, the production mix and the networks of different years: data with sources, in Data.</summary>
public static class Suites
{
    /// <summary>The networks of a use, each with the batch that is usual there; of a use that trains, their training steps.</summary>
    public static IEnumerable<ReviewNetwork> Of(UseProfile use, NetworkShelf shelf)
        => CsvData.Read("suites").Where(r => r[0] == use.Name).Select(r => shelf.Zoo(r[1], Whole(r[2])) with { Trains = use.Trains });

    /// <summary>Networks that a user names: as inferences for uses that serve, as training steps for uses that train.</summary>
    public static IEnumerable<ReviewNetwork> For(IReadOnlyList<UseProfile> uses, IReadOnlyList<ReviewNetwork> named)
        => uses.Select(u => u.Trains).Distinct().Order().SelectMany(trains => named.Select(n => n with { Trains = trains }));

    /// <summary>The mix of a data centre: a family, its share of the work, a network that stands for it.</summary>
    internal static IEnumerable<(string Family, double Share, ReviewNetwork Network)> Mix(NetworkShelf shelf)
        => CsvData.Read("mix").Select(r => (r[0], double.Parse(r[1], CultureInfo.InvariantCulture), shelf.Zoo(r[2], Whole(r[3]))));

    /// <summary>Networks that were the talk of their year.</summary>
    internal static IEnumerable<(int Year, ReviewNetwork Network)> OfYears(NetworkShelf shelf)
        => CsvData.Read("years").Select(r => ((int)Whole(r[0]), shelf.Zoo(r[1], 1)));

    private static long Whole(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
