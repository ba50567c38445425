using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ridgeline.House.Tests;

/// <summary>The size budgets of the design: a file about 100 lines and at most 300, a body at most 60, one type a file.</summary>
public sealed class BudgetTests
{
    private const int LongestFile = 300;
    private const int LongestBody = 60;
    private const int LongestLine = 180;
    private const int MedianFile = 110;
    private const int LongestProject = 40;

    private static readonly string[] s_vagueNames = ["Helper", "Helpers", "Util", "Utils", "Utility", "Manager", "Common", "Misc"];

    [Fact]
    public void No_file_is_longer_than_its_budget() => Assert.Empty(House.Sources.Where(path => Lines(path).Length > LongestFile));

    [Fact]
    public void Half_of_the_files_are_short() => Assert.InRange(House.Sources.Select(p => Lines(p).Length).Order().ElementAt(House.Sources.Count() / 2), 1, MedianFile);

    [Fact]
    public void No_line_is_longer_than_a_screen() => Assert.Empty(
        from path in House.Sources
        from line in Lines(path).Select((text, at) => (text, at))
        where line.text.TrimEnd().Length > LongestLine
        select $"{path}:{line.at + 1}");

    // A kernel is one loop nest and reads best whole.
    [Fact]
    public void No_body_is_longer_than_its_budget() => Assert.Empty(
        from path in House.Sources
        where !path.Contains("/Kernels/", StringComparison.Ordinal)
        from method in Parse(path).DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.Body?.GetLocation().GetLineSpan()
        where span is { } s && s.EndLinePosition.Line - s.StartLinePosition.Line - 1 > LongestBody
        select $"{path}: {Name(method)}");

    [Fact]
    public void A_file_holds_one_type_and_is_named_after_it() => Assert.Empty(
        from path in House.Sources
        let types = Parse(path).DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(t => t.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax).ToList()
        where types.Count > 1 || (types.Count == 1 && types[0].Identifier.Text != Path.GetFileNameWithoutExtension(path).Split('.')[0])
        select path);

    [Fact]
    public void No_name_says_nothing() => Assert.Empty(House.Sources.Where(path => s_vagueNames.Any(word => Path.GetFileNameWithoutExtension(path).EndsWith(word, StringComparison.Ordinal))));

    [Fact]
    public void A_project_file_says_only_what_is_its_own() => Assert.Empty(
        House.Files("src", "*.csproj").Concat(House.Files("tests", "*.csproj")).Where(path => Lines(path).Length > LongestProject));

    private static string[] Lines(string path) => House.Read(path).TrimEnd().Split('\n');

    private static SyntaxNode Parse(string path) => CSharpSyntaxTree.ParseText(House.Read(path)).GetRoot(TestContext.Current.CancellationToken);

    private static string Name(BaseMethodDeclarationSyntax method) => method is MethodDeclarationSyntax named ? named.Identifier.Text : method.Kind().ToString();
}
