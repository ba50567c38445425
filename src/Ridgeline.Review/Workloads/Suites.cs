using System.Globalization;

namespace Ridgeline.Review.Workloads;

/// <summary>The networks of each use, the production mix and the networks of different years: data with sources, in Data.</summary>
public static class Suites
{
    /// <summary>The networks of a use, each with the batch that is usual there.</summary>
    public static IEnumerable<ReviewNetwork> Of(string use, NetworkShelf shelf)
        => CsvData.Read("suites").Where(r => r[0] == use).Select(r => shelf.Zoo(r[1], Whole(r[2])));

    /// <summary>The mix of a data centre: a family, its share of the work, a network that stands for it.</summary>
    internal static IEnumerable<(string Family, double Share, ReviewNetwork Network)> Mix(NetworkShelf shelf)
        => CsvData.Read("mix").Select(r => (r[0], double.Parse(r[1], CultureInfo.InvariantCulture), shelf.Zoo(r[2], Whole(r[3]))));

    /// <summary>Networks that were the talk of their year.</summary>
    internal static IEnumerable<(int Year, ReviewNetwork Network)> OfYears(NetworkShelf shelf)
        => CsvData.Read("years").Select(r => ((int)Whole(r[0]), shelf.Zoo(r[1], 1)));

    private static long Whole(string cell) => long.Parse(cell, CultureInfo.InvariantCulture);
}
