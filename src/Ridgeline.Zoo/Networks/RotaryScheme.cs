namespace Ridgeline.Zoo.Networks;

/// <summary>The frequencies of rotary position embeddings (Su et al., arXiv:2104.09864).</summary>
/// <param name="Base">The base of the geometric series of wavelengths.</param>
/// <param name="Stretched">
/// Whether waves that are long against 8192 tokens are stretched eightfold, as Llama 3.1 does to reach 131,072 tokens; those in between,
/// by a blend. </param>
internal sealed record RotaryScheme(double Base, bool Stretched = false)
{
    private const double OriginalContext = 8192;
    private const double Stretch = 8;
    private const double LowCut = 1;
    private const double HighCut = 4;

    /// <summary>Radians that pair <paramref name="pair"/> of a head of <paramref name="size"/> turns with each token.</summary>
    public double Frequency(long pair, long size)
    {
        var plain = Math.Pow(Base, -2.0 * pair / size);
        if (!Stretched) return plain;
        var waves = OriginalContext * plain / (2 * Math.PI);
        var share = Math.Clamp((waves - LowCut) / (HighCut - LowCut), 0, 1);
        return plain * (share + ((1 - share) / Stretch));
    }
}
