using System.Diagnostics;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Quantities;
using Ridgeline.Runtime;
using Ridgeline.Runtime.Bench;
using Ridgeline.Runtime.Rivals;

namespace Ridgeline.Cli;

/// <summary>ONNX Runtime with a network and its inputs, ready to run in turn with ours.</summary>
internal sealed class Rival : IDisposable
{
    private readonly OrtSession _session;
    private readonly OrtRun _run;

    private Rival(OrtSession session, OrtRun run, Seconds firstRun) => (_session, _run, FirstRun) = (session, run, firstRun);

    /// <summary>From opening the file to having run once, the library already loaded.</summary>
    public Seconds FirstRun { get; }

    /// <summary>Loads the library.</summary>
    /// <exception cref="DiagnosticException">There is none.</exception>
    public static OrtLibrary Library(string? path) => OrtLibrary.TryLoad(path, out var problem)
        ?? throw new DiagnosticException(Diagnostic.Error("CLI110", problem!,
            hint: $"'bash eng/install-ort.sh' gets it from npm into artifacts/ort; or --against ort=PATH, or {OrtLibrary.Variable}=PATH"));

    /// <summary>Opens a network.</summary>
    /// <exception cref="DiagnosticException">ONNX Runtime refuses it.</exception>
    public static Rival Open(OrtLibrary library, string file, int threads, IReadOnlyDictionary<string, RuntimeValue> inputs)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var session = library.Open(file, threads);
            var run = session.Bind([.. session.Inputs.Select(name => Given(name, inputs))]);
            run.Run();
            return new(session, run, new(Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
        catch (OrtException e)
        {
            throw new DiagnosticException(Diagnostic.Error("CLI111", $"ONNX Runtime refuses the network: {e.Message}", new(file)));
        }
    }

    /// <summary>Runs once.</summary>
    public void Run() => _run.Run();

    /// <summary>Of the outputs of the same name the one that differs most relative to its largest value; null if there is nothing to compare.</summary>
    public OutputDifference? Difference(IReadOnlyDictionary<string, RuntimeValue> ours)
    {
        OutputDifference? worst = null;
        foreach (var (name, theirs) in _run.Results())
        {
            if (!ours.TryGetValue(name, out var value) || value is not RuntimeTensor tensor) continue;
            var (own, other) = (Numbers(TensorTransfer.FromRuntime(tensor)), Numbers(theirs));
            if (own is null || other is null || own.Length != other.Length || own.Length == 0) continue;
            var difference = OutputDifference.Of(name, own, other);
            if (worst is null || difference.Relative > worst.Relative) worst = difference;
        }
        return worst;
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>Writes a network where ONNX Runtime can read it.</summary>
    public static string Write(Model model, string folder)
    {
        var file = Path.Combine(folder, "network.onnx");
        OnnxWriter.Write(model, file);
        return file;
    }

    private static Tensor Given(string name, IReadOnlyDictionary<string, RuntimeValue> inputs) => inputs.GetValueOrDefault(name) is RuntimeTensor tensor
        ? TensorTransfer.FromRuntime(tensor)
        : throw new OrtException($"the input '{name}' is no tensor that can be handed over");

    private static double[]? Numbers(Tensor tensor) => ElementReader.Reals(tensor) ?? ElementReader.Integers(tensor)?.Select(i => (double)i).ToArray();
}
