using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;
using Ridgeline.Prediction;
using Ridgeline.Reports.Bench;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime.Host;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline machines calibrate --on host</c>: measures this machine, fits it to its own runtime's kernels, and writes its files.</summary>
/// <param name="save">The file to write; null is the user's own.</param>
/// <param name="isQuick">Whether to be done in three seconds: no operators are run.</param>
/// <param name="threads">For how many threads a file is written, each.</param>
/// <param name="operators">Where to write what the operators took; null is nowhere.</param>
/// <param name="terminal">Hears what is done.</param>
internal sealed class HostCalibration(string? save, bool isQuick, IReadOnlyList<int> threads, string? operators, Terminal terminal)
{
    private readonly List<(int Threads, FittedStep Step)> _steps = [];

    /// <summary>Measures and writes.</summary>
    public int Run()
    {
        var survey = HostMachine.Measure(isQuick, threads, terminal);
        foreach (var count in threads) Write(survey, count);
        foreach (var doubt in survey.Doubts) terminal.Tell($"warning: {doubt}: the machine is busy; measure again when it is quiet");
        if (operators is not null) SavedFile.Write(operators, stream =>
        {
            using var writer = new StreamWriter(stream);
            CsvTable.Write(FittedStepTable.Of(_steps), writer);
        });
        return ExitCode.Fine;
    }

    private void Write(HostSurvey survey, int count)
    {
        var file = save ?? HostMachine.FileOf(count);
        var bare = Read(HostMachine.Text(survey, [], count), file);
        var text = HostMachine.Text(survey, isQuick ? [] : Fit(bare, count), count);
        var machine = Read(text, file);
        HostMachine.Save(text, file);
        if (count == threads.Max()) terminal.Out.Write(text);
        terminal.Tell($"wrote {file}{(save is null ? $", which is '{machine.Name}' from now on" : "")}");
        foreach (var finding in MachineCheck.Run(machine)) terminal.Tell($"{finding.At}: {finding.Message}");
    }

    private IReadOnlyList<Calibration> Fit(Machine machine, int count)
    {
        var seen = HostMachine.Telling(terminal, tell => new OperatorSurveyor(count, tell).Run(OperatorProbes.All()));
        var calibrator = new StepCalibrator(machine, [.. seen.Select(Measured)]);
        var fits = calibrator.Fit(string.Create(CultureInfo.InvariantCulture, $"this runtime's kernels on {count} {(count == 1 ? "thread" : "threads")}, {HostMachine.Today}"));
        _steps.AddRange(calibrator.Judge(fits).Select(s => (count, s)));
        foreach (var fit in fits) terminal.Tell(string.Create(CultureInfo.InvariantCulture, $"{count} threads, {fit.Family}: {fit.Points} steps, mean error {fit.Residual:0.0 %}"));
        return fits;
    }

    private static MeasuredSteps Measured(ProbeTimes seen)
    {
        var (model, diagnostics) = (seen.Probe.Build(), new DiagnosticBag());
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference(keepDeclared: true).Infer(model, diagnostics);
        diagnostics.ThrowIfErrors();
        return new(new(seen.Probe.Name, model, inference, 1), [.. seen.Steps.Select(Parity.StepOf)], seen.Times);
    }

    private static Machine Read(string text, string file)
    {
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.ReadText(text, file, diagnostics);
        diagnostics.ThrowIfErrors();
        return machine!;
    }
}
