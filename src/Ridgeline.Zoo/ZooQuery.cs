using System.Globalization;

namespace Ridgeline.Zoo;

/// <summary>The parameters of one request, checked and complete.</summary>
/// <param name="values">A text for each parameter of the network.</param>
public sealed class ZooQuery(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The number of examples run at once.</summary>
    public long Batch => Number("batch");

    /// <summary>A whole number.</summary>
    public long Number(string name) => long.Parse(values[name], CultureInfo.InvariantCulture);

    /// <summary>A word.</summary>
    public string Word(string name) => values[name];
}
