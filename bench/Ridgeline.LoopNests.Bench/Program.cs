using System.Diagnostics;
using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

// dotnet run -c Release --project bench/Ridgeline.LoopNests.Bench -- FILE.yaml,FILE.yaml [threads] [walks]
// Walks alone, usual and many; the usual search, twice since the first one compiles; and a proof however long it takes.
if (args.Length == 0)
{
    Console.Error.WriteLine("FILE.yaml[,FILE.yaml...] [THREADS] [WALKS]: Timeloop's files");
    return 2;
}
var diagnostics = new DiagnosticBag();
var input = TimeloopReader.Read(args[0].Split(','), diagnostics);
diagnostics.ThrowIfErrors();
var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var walks = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 64;
var walk = new NestSearchOptions { Threads = threads, ProofSteps = 0 };
var usual = new NestSearchOptions { Threads = threads };
foreach (var (name, options) in new[]
{
    ("walks", walk), ("more walks", walk with { Walks = walks }), ("usual", usual), ("usual", usual), ("proof", usual with { ProofSteps = long.MaxValue }),
})
{
    using var process = Process.GetCurrentProcess();
    var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
    var found = NestMapper.Search(input!.Workload, input.Architecture, input.Constraints, options);
    process.Refresh();
    var (wall, busy) = (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}, {threads} threads: {wall:F3} s by the clock, {busy:F3} s of processor time; best {found.Result!.Energy.Value * found.Result.Cycles:G6} J cycles"
        + $"{(found.ProvenOptimal ? ", proven" : "")}; {found.MappingsEvaluated} valid mappings, {found.MappingsEvaluated / busy:F0} a second of processor time, "
        + $"{found.MappingsEvaluated / wall:F0} by the clock; peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
}
return 0;
