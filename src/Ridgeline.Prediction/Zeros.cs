namespace Ridgeline.Prediction;

/// <summary>
/// Zeros among activations, for arrays that gain by them: in main memory they are packed as runs, and a PE with a zero at its input stands still
/// (Chen et al., JSSC 2017).
/// </summary>
internal sealed class Zeros
{
    // Three numbers of 16 bits, each with 5 bits for the zeros before it, in a word of 64 bits.
    private const double BitsOfANumber = 64d / 3;
    private const double NumberBits = 16;
    private readonly IReadOnlyDictionary<string, double>? _shares;
    private readonly Dictionary<string, string> _next = new(StringComparer.Ordinal);

    public Zeros(IReadOnlyDictionary<string, double>? shares, IReadOnlyList<JobGroup> groups)
    {
        _shares = shares;
        if (shares is null) return;
        var products = groups.Where(g => g.Head.Products.Count > 0).Select(g => g.Head.Name).ToList();
        foreach (var (name, next) in products.Zip(products.Skip(1))) _next[name] = next;
    }

    /// <summary>The share of zeros that a layer meets at its input; 0 if not known.</summary>
    public double At(string layer) => _shares?.GetValueOrDefault(layer) ?? 0;

    /// <summary>What is left of a layer's inputs and outputs when they are packed; the outputs have the zeros that the next product meets.</summary>
    public (double In, double Out) Of(string layer) => (Packed(At(layer)), Packed(_next.TryGetValue(layer, out var next) ? At(next) : At(layer)));

    private static double Packed(double zeros) => Math.Min(1, (1 - zeros) * BitsOfANumber / NumberBits);
}
