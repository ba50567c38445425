namespace Ridgeline.Machines.Reading;

/// <summary>The keys that may stand together.</summary>
/// <param name="Name">What it describes, with an article: <c>a memory level</c>.</param>
/// <param name="Keys">In the order of the docs.</param>
internal sealed record Section(string Name, IReadOnlyList<KeyRule> Keys)
{
    /// <summary>The rule of a key; null if there is none.</summary>
    public KeyRule? Find(string key) => Keys.FirstOrDefault(rule => rule.Name == key);
}
