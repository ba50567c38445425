using System.Xml;

namespace Ridgeline.Cli.Tests;

public sealed class SaveTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Every_kind_of_report_is_written_at_once()
    {
        string[] files = ["a.html", "b.svg", "c.csv", "d.json", "e.jsonl", "f.md"];
        var outcome = Outcome.Fine(["profile", "zoo:lenet", .. files.SelectMany(f => new[] { "--save", _scratch[f] })]);
        Assert.Equal(files, _scratch.Files);
        Assert.All(files, f => Assert.Contains($"wrote {_scratch[f]}", outcome.Notes, StringComparison.Ordinal));
        Assert.Equal(Outcome.Fine("profile", "zoo:lenet", "-o", "csv").Out, File.ReadAllText(_scratch["c.csv"]));
        Assert.Equal(Outcome.Fine("profile", "zoo:lenet", "-o", "json").Out, File.ReadAllText(_scratch["d.json"]));
        Assert.Equal(Outcome.Fine("profile", "zoo:lenet", "-o", "jsonl").Out, File.ReadAllText(_scratch["e.jsonl"]));
        Assert.Equal(Outcome.Fine("profile", "zoo:lenet", "-o", "md").Out, File.ReadAllText(_scratch["f.md"]));
    }

    [Theory]
    [InlineData("zoo:lenet", "")]
    [InlineData("zoo:alexnet?variant=unsplit&batch=128", "--training --memory 3GB")]
    [InlineData("zoo:llama-3.1-405b", "")]
    [InlineData("zoo:googlenet", "--recompute")]
    public void A_report_is_well_formed_self_contained_small_and_the_same_each_time(string network, string options)
    {
        var page = Page(network, options);
        Assert.Equal(page, Page(network, options));
        Assert.True(page.Length < 3_000_000, $"{page.Length}");
        AssertWellFormed(page);
        var foreign = page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        foreach (var part in new[] { "http:", "https:", "src=", "@import", "url(", "<script", "<link" })
            Assert.DoesNotContain(part, foreign, StringComparison.Ordinal);
    }

    [Fact]
    public void The_training_report_lays_one_layer_against_all()
    {
        var page = Page("zoo:alexnet?variant=unsplit&batch=128", "--training --memory 3GB");
        Assert.Contains("the largest layer: conv1_relu", page, StringComparison.Ordinal);
        Assert.Contains("3.043 GB", page, StringComparison.Ordinal);
        Assert.Contains("memory: 3 GB", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("working-set")]
    [InlineData("operations")]
    [InlineData("bytes")]
    [InlineData("memory")]
    [InlineData("training-memory")]
    [InlineData("training-sum")]
    [InlineData("network")]
    [InlineData("NETWORK")]
    public void Every_picture_stands_alone(string picture)
    {
        Outcome.Fine("profile", "zoo:resnet18", "--training", "--save", _scratch["p.svg"], "--picture", picture);
        var document = new XmlDocument();
        document.Load(_scratch["p.svg"]);
        Assert.Equal("svg", document.DocumentElement!.LocalName);
        Assert.NotEmpty(document.GetElementsByTagName("title"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_before_any_work_and_nothing_is_left()
    {
        Directory.CreateDirectory(_scratch["folder.html"]);
        var outcome = Outcome.Of("profile", "zoo:lenet", "--save", _scratch["none/x.html"], "--save", _scratch["folder.html"]);
        Assert.Equal((ExitCode.BadInput, ""), (outcome.Code, outcome.Out));
        Assert.Contains($"{_scratch["none/x.html"]} error CLI103: it cannot be written: there is no such folder", outcome.Notes, StringComparison.Ordinal);
        Assert.Contains("this is a folder", outcome.Notes, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    [Fact]
    public void A_failed_write_leaves_what_was_there()
    {
        File.WriteAllText(_scratch["x.csv"], "before");
        Assert.Throws<InvalidOperationException>(() => SavedFile.Write(_scratch["x.csv"], stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("before", File.ReadAllText(_scratch["x.csv"]));
        Assert.Equal(["x.csv"], _scratch.Files);
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        File.WriteAllText(_scratch["target.csv"], "before");
        File.CreateSymbolicLink(_scratch["link.csv"], _scratch["target.csv"]);
        Outcome.Fine("profile", "zoo:lenet", "--save", _scratch["link.csv"]);
        Assert.NotNull(new FileInfo(_scratch["link.csv"]).LinkTarget);
        Assert.StartsWith("name,", File.ReadAllText(_scratch["target.csv"]), StringComparison.Ordinal);
    }

    private string Page(string network, string options)
    {
        Outcome.Fine(["profile", network, "--save", _scratch["page.html"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        return File.ReadAllText(_scratch["page.html"]);
    }

    // Void elements are the only ones of HTML that XML would not close.
    internal static void AssertWellFormed(string page)
    {
        var xml = page.Replace("<!doctype html>", "", StringComparison.Ordinal);
        foreach (var element in new[] { "<meta charset=\"utf-8\">", "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" })
        {
            Assert.Contains(element, xml, StringComparison.Ordinal);
            xml = xml.Replace(element, "", StringComparison.Ordinal);
        }
        new XmlDocument().LoadXml(xml.Trim());
    }
}
