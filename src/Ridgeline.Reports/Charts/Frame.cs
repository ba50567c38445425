namespace Ridgeline.Reports.Charts;

/// <summary>A rectangle of the picture.</summary>
internal readonly record struct Frame(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;

    internal double Area => Width * Height;

    internal bool Overlaps(Frame other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}
