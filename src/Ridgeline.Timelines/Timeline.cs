using Ridgeline.Quantities;

namespace Ridgeline.Timelines;

/// <summary>
/// The answer: which node ran when, on which unit, moving which bytes, for how many joules, bound by what. Immutable, and checked against physics.
/// </summary>
public sealed record Timeline
{
    // Sums of doubles in another order differ in their last digits.
    private const double Rounding = 1e-9;

    /// <summary>Makes a timeline of spans in order of their start.</summary>
    /// <exception cref="PhysicsException">A span is beyond a physical bound.</exception>
    public Timeline(string machine, string network, IReadOnlyList<Span> spans)
    {
        (Machine, Network, Spans) = (machine, network, spans);
        foreach (var span in spans) Check(span);
        Duration = spans.Count == 0 ? Seconds.Zero : spans.Max(s => s.End);
        Energy = spans.Sum(s => s.TotalEnergy);
    }

    /// <summary>The name of the machine.</summary>
    public string Machine { get; }

    /// <summary>The name of the network.</summary>
    public string Network { get; }

    /// <summary>What ran.</summary>
    public IReadOnlyList<Span> Spans { get; }

    /// <summary>From the beginning to the end of the last span.</summary>
    public Seconds Duration { get; }

    /// <summary>The sum over all spans.</summary>
    public Joules Energy { get; }

    private static void Check(Span span)
    {
        if (span.Start < Seconds.Zero || span.Duration < Seconds.Zero) throw new PhysicsException($"'{span.Name}' takes a negative time");
        if (span.Energy.Any(part => part.Energy < Joules.Zero)) throw new PhysicsException($"'{span.Name}' takes a negative energy");
        var most = span.Duration.Value * (1 + Rounding);
        if (span.Peak.Value > 0 && (double)span.Flops.Value / span.Peak.Value > most)
        {
            throw new PhysicsException($"'{span.Name}' does {span.Flops} in {span.Duration}: more than the peak of {span.Peak}");
        }
        foreach (var level in span.Traffic.Where(level => level.Time.Value > most))
        {
            throw new PhysicsException($"'{span.Name}' moves {level.Moved} through {level.Level} in {span.Duration}: its bandwidth needs {level.Time}");
        }
    }
}
