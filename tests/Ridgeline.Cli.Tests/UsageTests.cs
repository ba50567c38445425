namespace Ridgeline.Cli.Tests;

/// <summary>Mistyped command lines: told in our words, all at once, with what to write instead, and exit code 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("profil", "'ridgeline' has no command 'profil'", "did you mean 'ridgeline profile'?")]
    [InlineData("list", "'ridgeline' has no command 'list'", "did you mean 'ridgeline zoo list'?")]
    [InlineData("zoo lst", "'ridgeline zoo' has no command 'lst'", "did you mean 'ridgeline zoo list'?")]
    [InlineData("zoo:lenet", "'ridgeline' has no command 'zoo:lenet'", "write 'ridgeline study zoo:lenet'")]
    [InlineData("zoo", "'ridgeline zoo' wants a command: list or export", "'ridgeline zoo --help'")]
    [InlineData("profile", "NETWORK is missing", "ridgeline profile model.onnx")]
    [InlineData("zoo export lenet", "--save is missing", "ridgeline zoo export lenet --save lenet.onnx")]
    [InlineData("zoo export lenet --save x.txt", "--save x.txt: an ONNX file is written", "end the name in .onnx")]
    [InlineData("zoo export lenet --save x.onnx --seed -1", "--seed cannot be '-1'", "at least 0")]
    [InlineData("profile zoo:lenet --trainin", "has no option '--trainin'", "did you mean '--training'?")]
    [InlineData("study --sve x.html", "has no option '--sve'", "did you mean '--save'?")]
    [InlineData("profile zoo:lenet -q", "has no option '-q'", "'ridgeline profile --help'")]
    [InlineData("profile zoo:lenet extra", "'extra' is one argument too many", "'ridgeline profile --help'")]
    [InlineData("profile zoo:lenet --batch", "--batch wants a value: --batch N", "")]
    [InlineData("profile zoo:lenet --batch 0", "--batch cannot be '0'", "a whole number of at least 1")]
    [InlineData("profile zoo:lenet --batch x", "--batch cannot be 'x'", "a whole number of at least 1")]
    [InlineData("profile zoo:lenet --batch 1 --batch 2", "--batch", "")]
    [InlineData("profile zoo:lenet --top 0", "--top cannot be '0'", "a whole number of at least 1")]
    [InlineData("profile zoo:lenet --set foo", "--set foo: not a name and a whole number", "--set seq=128")]
    [InlineData("profile zoo:lenet --set a=1 --set a=2", "--set a is given twice", "")]
    [InlineData("profile zoo:lenet --precision fp33", "--precision cannot be 'fp33'", "did you mean 'fp32'?")]
    [InlineData("profile zoo:lenet --memory 3GBB", "the unit 'GBB' is not known", "did you mean '3 GB'?")]
    [InlineData("profile zoo:lenet --memory 0", "--memory", "")]
    [InlineData("profile zoo:lenet -o xml", "--output cannot be 'xml'", "table, json, jsonl, csv, md")]
    [InlineData("profile zoo:lenet -o jsn", "--output cannot be 'jsn'", "did you mean 'json'?")]
    [InlineData("profile zoo:lenet --by foo", "--by cannot be 'foo'", "layer, op, block")]
    [InlineData("profile zoo:lenet --sort flop", "--sort cannot be 'flop'", "did you mean 'flops'?")]
    [InlineData("profile zoo:lenet --count flop", "--count cannot be 'flop'", "did you mean 'flops'?")]
    [InlineData("profile zoo:lenet --optimizer adm", "--optimizer cannot be 'adm'", "did you mean 'adam'?")]
    [InlineData("profile zoo:lenet --picture working_set", "--picture cannot be 'working_set'", "did you mean 'working-set'?")]
    [InlineData("profile zoo:lenet --picture training-sum", "asks for a training step", "add --training")]
    [InlineData("profile zoo:lenet --save x.foo", "--save x.foo: no report ends in '.foo'", ".html")]
    [InlineData("profile zoo:lenet --save x.htm", "--save x.htm", "did you mean '.html'?")]
    [InlineData("profile zoo:lenet --save x", "the name has no ending", ".html")]
    [InlineData("explain blah", "the glossary has no word 'blah'", "'ridgeline explain' lists all words")]
    [InlineData("explain working sat", "the glossary has no word 'working sat'", "did you mean 'working set'?")]
    public void A_mistake_is_told_with_what_to_write_instead(string line, string said, string hint)
    {
        var outcome = Outcome.Of(line.Split(' '));
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Equal("", outcome.Out);
        Assert.Contains(said, outcome.Notes, StringComparison.Ordinal);
        Assert.Contains(hint, outcome.Notes, StringComparison.Ordinal);
        Assert.Matches(@"^error CLI10\d: ", outcome.Notes);
        Assert.DoesNotContain("\\u000a", outcome.Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_told_at_once()
    {
        var outcome = Outcome.Of("profile zoo:lenet --memory 3GBB --precision fp33 --batch 0 --set x --save x.foo -o xml --bach 3".Split(' '));
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        foreach (var part in new[] { "3GBB", "fp33", "--batch cannot", "--set x", "x.foo", "xml", "'--bach'" })
            Assert.Contains(part, outcome.Notes, StringComparison.Ordinal);
        Assert.Equal(7, outcome.Notes.Split('\n').Count(l => l.StartsWith("error ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sizes_that_the_network_does_not_have_are_named()
    {
        var outcome = Outcome.Of("profile", "zoo:lenet", "--set", "foo=1");
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.StartsWith("zoo:lenet error GRAPH106: ", outcome.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("")]
    [InlineData("profile --help")]
    [InlineData("study --help")]
    [InlineData("zoo --help")]
    [InlineData("zoo list --help")]
    [InlineData("zoo export --help")]
    [InlineData("operators --help")]
    [InlineData("explain --help")]
    public void Help_is_data_with_examples_and_small_words(string line)
    {
        var outcome = Outcome.Fine(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Examples:\n  ridgeline ", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Json", outcome.Out, StringComparison.Ordinal);
        Assert.Equal("", outcome.Notes);
    }

    [Fact]
    public void Help_shows_choices_as_they_are_written()
    {
        var help = Outcome.Fine("profile", "--help").Out;
        Assert.Contains("<table|json|jsonl|csv|md>", help, StringComparison.Ordinal);
        Assert.Contains("<working-set|operations|bytes|memory|training-memory|training-sum|network>", help, StringComparison.Ordinal);
        Assert.Contains("[default: momentum]", help, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_printed() => Assert.Matches(@"^\d+\.\d+\.\d+", Outcome.Fine("--version").Out);

    [Fact]
    public void Every_example_but_those_with_a_file_of_the_users_runs()
    {
        using var scratch = new Scratch();
        foreach (var command in new[] { "study", "profile", "list", "export", "operators", "explain", "" })
        {
            foreach (var example in Options.Examples.Of(command).Where(e => !e.Contains("model.onnx", StringComparison.Ordinal)))
            {
                var args = example.Replace("\"", "", StringComparison.Ordinal).Split(' ')[1..];
                for (var i = 1; i < args.Length; i++) if (args[i - 1] == "--save") args[i] = scratch[args[i]];
                if (args[0] == "study") args = [.. args, "--save", scratch["report.html"]];
                Outcome.Fine(args);
            }
        }
    }
}
