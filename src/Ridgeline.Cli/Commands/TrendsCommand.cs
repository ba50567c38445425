using System.CommandLine;
using System.Globalization;
using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Tables;
using Ridgeline.Trends;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline trends</c>: how models and hardware have grown, and what follows if they go on.</summary>
internal static class TrendsCommand
{
    private static readonly string[] s_kinds = [".html", ".svg", ".json", ".csv", ".md"];

    public static Command Create(Terminal terminal)
    {
        var topic = new Option<string?>("--topic") { HelpName = string.Join('|', TrendTopics.Names), Description = "Only one question; all if not given" };
        topic.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !TrendTopics.Names.Contains(t.Value))) result.AddError(Unknown("--topic", token.Value, TrendTopics.Names));
        });
        var assume = new Option<string[]>("--assume")
        {
            HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore, Description = "Assume otherwise, such as connections=70 or year=2035; may be repeated",
        };
        assume.Validators.Add(result =>
        {
            foreach (var problem in result.Tokens.Select(t => Read(t.Value, out _, out _)).OfType<string>()) result.AddError(problem);
        });
        var save = new Option<string[]>("--save")
        {
            HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Description = "Also write FILE.html, .svg, .json, .csv or .md; may be repeated",
        };
        save.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !s_kinds.Contains(Path.GetExtension(t.Value), StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"--save {token.Value}: no page of trends ends so\nend it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}");
            }
        });
        var format = FormatOption.Create();
        var command = new Command("trends", "How models and hardware have grown, and what follows") { topic, assume, save, format };
        command.SetAction(parsed =>
        {
            var assumed = (parsed.GetValue(assume) ?? []).Aggregate(Assumptions.Usual, (all, text) =>
                Read(text, out var name, out var value) is null ? all.With(name, value) : all);
            IReadOnlyList<string> names = parsed.GetValue(topic) is { } one ? [one] : TrendTopics.Names;
            IReadOnlyList<TrendTopic> topics = [.. names.Select(name => TrendTopics.Of(name, assumed))];
            Write(topics, FormatOption.Of(format, parsed), FormatOption.Look(terminal), terminal.Data);
            foreach (var file in parsed.GetValue(save) ?? [])
            {
                SavedFile.Write(file, stream => Save(topics, Path.GetExtension(file)[1..], stream));
                terminal.Tell($"wrote {file}");
            }
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Save(IReadOnlyList<TrendTopic> topics, string kind, Stream to)
    {
        if (kind.Equals("html", StringComparison.OrdinalIgnoreCase)) to.Write(Encoding.UTF8.GetBytes(TrendPage.Html(topics)));
        else if (kind.Equals("svg", StringComparison.OrdinalIgnoreCase)) to.Write(Encoding.UTF8.GetBytes(TrendPictures.First(topics[0])));
        else Write(topics, Enum.Parse<OutputFormat>(kind, ignoreCase: true), null, to);
    }

    private static void Write(IReadOnlyList<TrendTopic> topics, OutputFormat format, TextLook? look, Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                TrendJson.Write(topics, to);
                text.Write('\n');
                break;
            case OutputFormat.Jsonl:
                foreach (var topic in topics) TableJson.WriteLines(TrendTables.Fits(topic), to);
                break;
            case OutputFormat.Csv: CsvTable.Write(AllFits(topics), text); break;
            case OutputFormat.Md: TrendPage.Write(topics, MarkdownTable.Write, text); break;
            default: TrendPage.Write(topics, (table, writer) => TextTable.Write(table, writer, look), text); break;
        }
    }

    private static ReportTable AllFits(IReadOnlyList<TrendTopic> topics)
    {
        var tables = topics.Select(TrendTables.Fits).ToArray();
        return tables[0] with { Rows = [.. tables.SelectMany(t => t.Rows)] };
    }

    private static string? Read(string text, out string name, out double value)
    {
        var parts = text.Split('=', 2);
        (name, value) = (parts[0], double.NaN);
        if (!Assumptions.Names.Contains(name)) return Unknown("--assume", name, Assumptions.Names);
        var isNumber = parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return isNumber && double.IsFinite(value) && value > 0 ? null : $"--assume {text}: not a name and a positive number\nwrite --assume {name}=5e12";
    }

    private static string Unknown(string option, string word, IReadOnlyList<string> words) =>
        $"{option} cannot be '{word}'\n{(Suggestion.Closest(word, words) is { } close ? $"did you mean '{close}'? " : "")}it is one of: {string.Join(", ", words)}";
}
