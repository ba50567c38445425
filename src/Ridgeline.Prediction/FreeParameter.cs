using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>A free parameter of the model: where it may lie, and where it is written.</summary>
/// <param name="Name">Its name in a machine file.</param>
/// <param name="Least">Its lower bound.</param>
/// <param name="Most">Its upper bound.</param>
/// <param name="IsLogarithmic">Whether equal steps are equal factors.</param>
/// <param name="Start">Where the search begins.</param>
internal sealed record FreeParameter(string Name, double Least, double Most, bool IsLogarithmic, double Start)
{
    /// <summary>The value at a place between 0 and 1.</summary>
    public double At(double place) => IsLogarithmic ? Least * Math.Pow(Most / Least, place) : Least + ((Most - Least) * place);

    /// <summary>The place of a value.</summary>
    public double Place(double value) => IsLogarithmic
        ? Math.Log(Math.Clamp(value, Least, Most) / Least) / Math.Log(Most / Least) : (Math.Clamp(value, Least, Most) - Least) / (Most - Least);

    /// <summary>Writes a value into a calibration.</summary>
    public Calibration Set(Calibration calibration, double value) => Name switch
    {
        "compute" => calibration with { Compute = value },
        "memory" => calibration with { Memory = value },
        "overhead" => calibration with { Overhead = new Seconds(value) },
        _ => calibration with { Parameters = new Dictionary<string, double>(calibration.Parameters) { [Name] = value } },
    };
}
