using System.Text;
using System.Text.RegularExpressions;
using Ridgeline.Cli;

namespace Ridgeline.House.Tests;

/// <summary>What the README shows is what the tool prints: output between markers that name the command.</summary>
public sealed class ReadmeTests
{
    private static readonly Regex s_block = new(@"<!-- ridgeline (?<command>[^|>]+?)(?<paragraphs> \| paragraphs)? -->\n(?<shown>.*?)<!-- end -->", RegexOptions.Singleline);

    [Fact]
    public void Shown_output_is_real_output()
    {
        var text = House.Read("README.md");
        var real = s_block.Replace(text, block =>
        {
            var command = block.Groups["command"].Value;
            return $"<!-- ridgeline {command}{block.Groups["paragraphs"].Value} -->\n{Fence(Run(command, block.Groups["paragraphs"].Success))}<!-- end -->";
        });
        if (DocsTests.Update) File.WriteAllText(Path.Combine(House.Root, "README.md"), real);
        Assert.True(s_block.Count(text) >= 2);
        Assert.True(real == text, "README.md shows other output than the tool prints: run the tests once with RIDGELINE_UPDATE_DOCS=1");
    }

    [Theory]
    [InlineData("docs/alexnet-working-set.svg", "profile zoo:alexnet?variant=unsplit&batch=128")]
    [InlineData("docs/resnet50-roofline.svg", "predict zoo:resnet50 --on h100-sxm --precision fp16 --batch 64")]
    public void A_picture_is_what_the_tool_draws(string picture, string command)
    {
        using var file = new TemporaryFile(".svg");
        Run($"{command} --save {file.Path}", false);
        var path = Path.Combine(House.Root, picture);
        if (DocsTests.Update) File.Copy(file.Path, path, overwrite: true);
        Assert.Equal(File.ReadAllText(file.Path), File.ReadAllText(path));
    }

    private static string Fence(string text) => $"```text\n{text.TrimEnd()}\n```\n";

    // 'study' writes its report where it stands; a test may not litter the checkout.
    private static string Run(string command, bool paragraphs)
    {
        using var file = new TemporaryFile(".html");
        using var data = new MemoryStream();
        var args = command.Split(' ').Concat(command == "study" ? ["--save", file.Path] : []);
        Assert.Equal(ExitCode.Fine, Tool.Run([.. args], new Terminal(data, TextWriter.Null)));
        var lines = Encoding.UTF8.GetString(data.ToArray()).Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', paragraphs ? lines.TakeWhile(line => !line.StartsWith("Layer by layer", StringComparison.Ordinal)) : lines);
    }
}
