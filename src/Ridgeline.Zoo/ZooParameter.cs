namespace Ridgeline.Zoo;

/// <summary>A parameter of a zoo network, given as <c>?name=value</c>.</summary>
/// <param name="Name">Its name, such as <c>batch</c>.</param>
/// <param name="Default">What it is when not given.</param>
/// <param name="Summary">What it means, in a few words.</param>
/// <param name="Choices">The allowed words; null for a whole number of at least <paramref name="Least"/>.</param>
/// <param name="Least">The least number allowed.</param>
/// <param name="Most">The greatest number allowed.</param>
public sealed record ZooParameter(string Name, string Default, string Summary, string[]? Choices = null, long Least = 1, long Most = 1L << 24)
{
    /// <summary>The number of examples run at once: every network has it.</summary>
    public static readonly ZooParameter Batch = new("batch", "1", "examples run at once", Most: 1 << 20);

    /// <summary>A parameter that is a whole number.</summary>
    public static ZooParameter Number(string name, long fallback, string summary, long least = 1, long most = 1L << 24) =>
        new(name, fallback.ToString(System.Globalization.CultureInfo.InvariantCulture), summary, null, least, most);

    /// <summary>A parameter that is one of a few words; the first is the default.</summary>
    public static ZooParameter Word(string name, string summary, params string[] choices) => new(name, choices[0], summary, choices);
}
