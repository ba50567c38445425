using System.CommandLine;
using System.Globalization;
using System.Text;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Machines;
using Ridgeline.Reports.Predictions;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline machines calibrate</c>: fits a machine to measurements and writes a machine file that says from what.</summary>
internal static class CalibrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var on = new Option<string>("--on") { HelpName = "MACHINE", Required = true, Description = "host to measure this machine; or a name in the catalogue, or a .yaml file" };
        var from = new Option<string?>("--measurements")
        {
            HelpName = "FILE.csv",
                Description = "Columns op, precision, m, n, k, count, time_s; op is matmul, softmax, layernorm, gelu or copy",
        };
        var save = new Option<string?>("--save") { HelpName = "FILE.yaml", 
            Description = "Where to write the machine; if not given, standard output, and for host the user's own file" };
        var quick = new Option<bool>("--quick") { Description = "Of host: in three seconds; no operators are run" };
        var threads = Valued.Option<long>("--threads", "N", "Of host: only the file for so many threads; for one and for all if not said", Valued.Whole, "-t");
        var operators = new Option<string?>("--operators") { HelpName = "FILE.csv", Description = "Of host: also write what each operator took and what the fit makes of it" };
        var command = new Command("calibrate", "Fit the few free parameters of a machine to your own measurements") { on, from, save, quick, threads, operators };
        command.SetAction(parsed =>
        {
            var diagnostics = new DiagnosticBag();
            var name = parsed.GetValue(on)!;
            if (name == HostMachineFile.Name && parsed.GetValue(from) is null)
            {
                var counts = Counts(parsed.GetValue(threads), parsed.GetValue(save));
                return new HostCalibration(parsed.GetValue(save), parsed.GetValue(quick), counts, parsed.GetValue(operators), terminal).Run();
            }
            if (parsed.GetValue(from) is not { } file)
            {
                throw new DiagnosticException(Diagnostic.Error("CLI101", "--measurements is missing",
                    hint: "a file of times that were measured on it; only host is measured by itself"));
            }
            var machine = MachineSource.Open(name, terminal, diagnostics);
            if (!File.Exists(file)) diagnostics.Error("CLI102", "there is no such file", new(file));
            var measurements = diagnostics.HasErrors ? [] : MeasurementFile.Read(File.ReadAllText(file), file, diagnostics);
            diagnostics.ThrowIfErrors();
            var fits = Calibrator.Fit(machine!, measurements, Path.GetFileName(file));
            var text = Text(machine!, name, parsed.GetValue(save), fits);
            if (parsed.GetValue(save) is { } target)
            {
                SavedFile.Write(target, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
                terminal.Tell($"wrote {target}");
            }
            else terminal.Out.Write(text);
            var (before, after) = (Calibrator.Error(machine!, measurements), Calibrator.Error(machine! with { Efficiency = fits }, measurements));
            terminal.Tell(string.Create(CultureInfo.InvariantCulture,
                $"{measurements.Count} measurements: mean error {before:0.0 %} before, {after:0.0 %} after"));
            return ExitCode.Fine;
        });
        return command;
    }

    // One file holds one number of threads.
    private static int[] Counts(long? asked, string? save) => asked is { } threads ? [(int)Math.Min(threads, Environment.ProcessorCount)]
        : save is not null || Environment.ProcessorCount == 1 ? [Environment.ProcessorCount] : [1, Environment.ProcessorCount];

    // A catalogue name stays one; a path is told as seen from the new file.
    private static string Text(Machine machine, string name, string? save, IReadOnlyList<Calibration> fits)
    {
        var folder = save is null ? "." : Path.GetDirectoryName(Path.GetFullPath(save))!;
        var parent = MachineCatalog.Find(name) is not null ? name : Path.GetRelativePath(folder, Path.GetFullPath(name)).Replace('\\', '/');
        if (parent.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !parent.Contains('/', StringComparison.Ordinal)) parent = $"./{parent}";
        return $"name: {machine.Name}-calibrated\ntitle: {machine.Title}, calibrated\nextends: {parent}\n{CalibrationLines.Of(fits)}";
    }
}
