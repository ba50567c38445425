namespace Ridgeline.Runtime.Tests.Conformance;

/// <summary>The conformance tests that do not pass, and why.</summary>
internal static class Exceptions
{
    /// <summary>Reasons by test. A line is the test's name, a tab, the reason.</summary>
    public static Dictionary<string, string> Read() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "exceptions.tsv"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
}
