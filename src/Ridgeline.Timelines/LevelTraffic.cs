using Ridgeline.Quantities;

namespace Ridgeline.Timelines;

/// <summary>Bytes that cross one memory level during a span.</summary>
/// <param name="Level">The name of the level.</param>
/// <param name="Moved">Bytes read out of it and written into it.</param>
/// <param name="Time">The time that its bandwidth needs for them; zero where the bandwidth is not known.</param>
public readonly record struct LevelTraffic(string Level, Bytes Moved, Seconds Time);
