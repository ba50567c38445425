using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ridgeline.Cli.Options;
using Ridgeline.Inputs;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what a network is given.</summary>
internal sealed class InputArguments
{
    private readonly Option<string[]> _input = new("--input", "-i")
    {
        HelpName = "NAME=FILE", Arity = ArgumentArity.OneOrMore,
        Description = "An input: .npy, .npz, .pb, a picture, raw bytes (.bin, .raw), numbers such as 1,2,3, or sizes such as 1x512 to have it made up; "
            + "without NAME= if there is one input",
    };

    private readonly Option<ulong?> _seed = Valued.Option<ulong>("--seed", "N", "Make the inputs that are not given, from this seed", Valued.Seed);
    private readonly Option<double[]?> _mean = Numbers("--image-mean", "What is taken from each channel of a picture, such as 0.485,0.456,0.406");
    private readonly Option<double[]?> _spread = Numbers("--image-std", "What each channel is divided by, such as 0.229,0.224,0.225");
    private readonly Option<double?> _range = Valued.Option<double>("--image-range", "X", "What the brightest value is before that: 1 (usual) or 255", Range);
    private readonly Choice<ImageLayout> _layout = new("--layout", "Where channels of a picture stand; read off the network if not said");
    private readonly Option<bool> _blueFirst = new("--image-bgr") { Description = "Blue comes first, as in networks from Caffe" };
    private readonly Option<long?> _resize = Valued.Option<long>("--image-resize", "N", "The shorter side of a picture before its centre is cut out", Valued.Whole);
    private readonly Option<bool> _stretch = new("--image-stretch") { Description = "Stretch a picture to the network's size and cut nothing off" };

    private Option[] All => [_input, _seed, _mean, _spread, _range, _layout, _blueFirst, _resize, _stretch];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>What was written on the command line, to be written on another.</summary>
    public IReadOnlyList<string> Words(ParseResult parsed) =>
        [.. All.Select(parsed.GetResult).OfType<OptionResult>().Where(r => !r.Implicit).SelectMany(r => r.Tokens.Select(t => t.Value).Prepend(r.Option.Name))];

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="seed">The seed if none is given; null leaves missing inputs missing.</param>
    public GivenInputs Of(ParseResult parsed, ulong? seed) => new(parsed.GetValue(_input) ?? [], parsed.GetValue(_seed) ?? seed, new()
    {
        Mean = parsed.GetValue(_mean) is { Length: > 0 } mean ? mean : [0],
            Spread = parsed.GetValue(_spread) is { Length: > 0 } spread ? spread : [1], Range = parsed.GetValue(_range), Layout = _layout.Of(parsed),
        IsBlueFirst = parsed.GetValue(_blueFirst), Resize = (int?)parsed.GetValue(_resize), IsStretched = parsed.GetValue(_stretch),
    });

    private static Option<double[]?> Numbers(string name, string description) => new(name)
    {
        Description = description, HelpName = "X,Y,Z",
        CustomParser = result =>
        {
            var numbers = new List<double>();
            foreach (var part in result.Tokens[^1].Value.Split(','))
            {
                if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) numbers.Add(number);
                else result.AddError($"{name} cannot be '{result.Tokens[^1].Value}'\nnumbers with commas, such as 0.5 or 0.485,0.456,0.406");
            }
            if (name == "--image-std" && numbers.Contains(0)) result.AddError($"{name} cannot be 0");
            return [.. numbers];
        },
    };

    private static string? Range(string text, out double value)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value) ? null
            : $"cannot be '{text}'\na number above 0, such as 1 or 255";
}
