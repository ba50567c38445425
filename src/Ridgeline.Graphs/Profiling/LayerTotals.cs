using Ridgeline.Graphs.Operators;
using Ridgeline.Quantities;

namespace Ridgeline.Graphs.Profiling;

/// <summary>Sums over layers, made once: a report asks for them again and again.</summary>
internal sealed record LayerTotals(IReadOnlyList<LayerProfile> Layers, Work Work, FlopCount Ops, Bytes Moved)
{
    public static LayerTotals Of(IReadOnlyList<LayerProfile> layers)
    {
        var (work, ops, moved) = (default(Work), FlopCount.Zero, Bytes.Zero);
        foreach (var layer in layers)
        {
            work += layer.Work ?? default;
            ops += layer.Ops ?? FlopCount.Zero;
            moved += layer.Moved ?? Bytes.Zero;
        }
        return new(layers, work, ops, moved);
    }
}
