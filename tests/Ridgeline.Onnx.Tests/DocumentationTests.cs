using System.Text.RegularExpressions;

namespace Ridgeline.Onnx.Tests;

/// <summary>Every code that the room can print is explained, and nothing else is.</summary>
public partial class DocumentationTests
{
    [Fact]
    public void Codes_and_their_table_agree()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Ridgeline.slnx"))) root = root.Parent;
        if (root is null) Assert.Skip("the sources are not here");
        var sources = Directory.EnumerateFiles(Path.Combine(root.FullName, "src", "Ridgeline.Onnx"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var documented = Code().Matches(File.ReadAllText(Path.Combine(root.FullName, "docs", "diagnostics-onnx.md"))).Select(m => m.Value);
        Assert.Equal(documented.ToHashSet().Order(), sources.SelectMany(s => Code().Matches(s)).Select(m => m.Value).ToHashSet().Order());
    }

    [GeneratedRegex("ONNX[0-9]{3}")]
    private static partial Regex Code();
}
