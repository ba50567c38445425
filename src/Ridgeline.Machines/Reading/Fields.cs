using Ridgeline.Diagnostics;
using Ridgeline.Quantities;

namespace Ridgeline.Machines.Reading;

/// <summary>A section that was read and checked against its keys.</summary>
internal sealed class Fields(SourceSpot spot, string path)
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);

    /// <summary>Where it begins.</summary>
    public SourceSpot Spot { get; } = spot;

    /// <summary>The path of the section, for sources and findings.</summary>
    public string Path { get; } = path;

    public void Add(string key, Field field) => _fields[key] = field;

    public bool Has(string key) => _fields.ContainsKey(key);

    /// <summary>Where the value of a key stands; the section if there is none.</summary>
    public SourceSpot SpotOf(string key) => _fields.TryGetValue(key, out var field) ? field.Spot : Spot;

    public string? Text(string key) => Get(key) as string;

    public double? Number(string key) => Get(key) is double number ? number : null;

    public long? Whole(string key) => Get(key) is double number ? (long)number : null;

    public Bytes? Size(string key) => Get(key) is long bytes ? new Bytes(bytes) : null;

    public Seconds? Time(string key) => Number(key) is { } x ? new Seconds(x) : null;

    public Joules? Energy(string key) => Number(key) is { } x ? new Joules(x) : null;

    public Hertz? Frequency(string key) => Number(key) is { } x ? new Hertz(x) : null;

    public BytesPerSecond? Bandwidth(string key) => Number(key) is { } x ? new BytesPerSecond(x) : null;

    public Watts? Power(string key) => Number(key) is { } x ? new Watts(x) : null;

    public Fields? Section(string key) => Get(key) as Fields;

    public IReadOnlyList<Fields> Sections(string key) => Get(key) as IReadOnlyList<Fields> ?? [];

    public IReadOnlyList<(Precision Precision, Fields Fields)> ByPrecision(string key) => Get(key) as IReadOnlyList<(Precision, Fields)> ?? [];

    public IReadOnlyDictionary<string, double> Numbers(string key) => Get(key) as IReadOnlyDictionary<string, double> ?? new Dictionary<string, double>();

    public Precision? Precision(string key) => Get(key) as Precision?;

    public (int M, int N, int K)? Tile(string key) => Get(key) as (int, int, int)?;

    public T Choice<T>(string key)
        where T : struct, Enum => Enum.Parse<T>(Text(key)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private object? Get(string key) => _fields.GetValueOrDefault(key)?.Value;
}
