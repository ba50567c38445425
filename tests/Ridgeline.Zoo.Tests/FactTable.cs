namespace Ridgeline.Zoo.Tests;

/// <summary>A table of facts that lies in this assembly: comma-separated, with a row of names. No cell here is quoted.</summary>
internal static class FactTable
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        using var stream = typeof(FactTable).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var names = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            yield return names.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        }
    }
}
