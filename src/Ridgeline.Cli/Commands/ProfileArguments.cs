using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Cli.Commands;

/// <summary>The options that say what to profile and how, shared by the commands that profile.</summary>
internal sealed class ProfileArguments
{
    private readonly Option<CountingConvention> _count = new("--count")
    {
        Description = "What the column ops counts", DefaultValueFactory = _ => CountingConvention.Flops,
    };

    private readonly Option<string?> _precision = new("--precision") { Description = "Price floating-point tensors at fp32, fp16, bf16, fp8, int8, int4, ..." };
    private readonly Option<long?> _batch = new("--batch", "-b") { Description = "The number of examples run at once" };
    private readonly Option<string[]> _set = new("--set") { Description = "Give a symbolic dimension a number, such as seq=128", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _training = new("--training") { Description = "Profile a training step too: forward, backward, update" };
    private readonly Option<Optimizer> _optimizer = new("--optimizer") { Description = "What updates the parameters", DefaultValueFactory = _ => Optimizer.Momentum };
    private readonly Option<bool> _recompute = new("--recompute") { Description = "In training, keep activations at sqrt(n) cuts and compute the rest again" };

    private readonly Option<string?> _memory = new("--memory") { Description = "The memory of a device to hold against what the network needs, such as 3GB" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _count, _precision, _batch, _set, _training, _optimizer, _recompute, _memory }) command.Add(option);
    }

    /// <summary>Cleans a model up, gives its dimensions numbers, infers and profiles it.</summary>
    public NetworkProfile Profile(string network, Model model, ParseResult parsed, DiagnosticBag diagnostics)
    {
        var bindings = Bindings(parsed);
        var batch = parsed.GetValue(_batch);
        if (batch is < 1) throw Mistake("--batch must be at least 1");
        var options = Options(parsed);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var rebinds = bindings.Count > 0 || batch is not null;
        if (rebinds) new DimensionBinding(bindings, batch).Run(model, diagnostics);
        var inference = new ShapeInference(keepDeclared: !rebinds).Infer(model, diagnostics);
        if (rebinds) RefuseUnfit(network, diagnostics);
        return Profiler.Profile(network, model, inference, options);
    }

    private ProfileOptions Options(ParseResult parsed)
    {
        ElementType? precision = null;
        if (parsed.GetValue(_precision) is { } text)
        {
            if (!ElementTypes.TryParse(text, out var type) || type.BitWidth() == 0) throw Mistake($"--precision {text}: no such type", "fp32, fp16, bf16, fp8, fp4, int8, int4 and their like");
            precision = type;
        }
        Bytes? memory = null;
        if (parsed.GetValue(_memory) is { } size)
        {
            if (!Quantity.TryParse<Bytes>(size, out var bytes, out var problem)) throw Mistake($"--memory {size}: {problem?.Message}", problem?.Hint);
            memory = bytes;
        }
        return new()
        {
            Memory = memory, Counting = parsed.GetValue(_count), Precision = precision, Recompute = parsed.GetValue(_recompute),
            Training = parsed.GetValue(_training) || parsed.GetValue(_recompute) || parsed.GetResult(_optimizer) is { Implicit: false } ? parsed.GetValue(_optimizer) : null,
        };
    }

    private Dictionary<string, long> Bindings(ParseResult parsed)
    {
        var bindings = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in parsed.GetValue(_set) ?? [])
        {
            if (text.Split('=') is not [{ Length: > 0 } name, var number] || !long.TryParse(number, out var value) || value < 1)
            {
                throw Mistake($"--set {text}: not a name and a number of at least 1", "--set seq=128");
            }
            if (!bindings.TryAdd(name, value)) throw Mistake($"--set {name} is given twice");
        }
        return bindings;
    }

    // With sizes of the user's own, an impossible shape is the user's mistake and not the file's.
    private static void RefuseUnfit(string network, DiagnosticBag diagnostics)
    {
        if (!diagnostics.HasErrors) return;
        diagnostics.Error("CLI104", "the sizes given do not fit the network", new(network), "some exporters write the batch into Reshape targets: export with a symbolic batch");
        throw new DiagnosticException([.. diagnostics.All], diagnostics.Omitted);
    }

    private static DiagnosticException Mistake(string message, string? hint = null) => new(Diagnostic.Error("CLI101", message, hint: hint));
}
