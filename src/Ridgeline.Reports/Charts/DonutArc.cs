namespace Ridgeline.Reports.Charts;

/// <summary>One slice with its place on the ring, in degrees clockwise from the top.</summary>
internal sealed record DonutArc(string Name, double Value, string Color, double Share, double From, double Sweep)
{
    internal double To => From + Sweep;
}
