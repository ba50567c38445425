namespace Ridgeline.Prediction;

/// <summary>Bytes out of and into one memory level.</summary>
/// <param name="Read">Bytes read.</param>
/// <param name="Written">Bytes written.</param>
internal readonly record struct LevelDemand(double Read, double Written)
{
    /// <summary>Both.</summary>
    public double Moved => Read + Written;
}
