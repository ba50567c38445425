using System.Globalization;
using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;
using Ridgeline.Runtime.Conformance;
using Ridgeline.Runtime.Operators;
using Ridgeline.Tests;

namespace Ridgeline.Runtime.Tests.Pages;

/// <summary>docs/operators-runtime.md is what the code and ONNX's node tests say.</summary>
public sealed class OperatorPageTests
{
    private const string Nodes = "conformance/onnx-1.23.0-backend-node-6be0677f.tar.xz";

    // Folders of Kernels that hold no kernels: vectors, memory, code that is written at run time.
    private static readonly string[] s_tools = ["Lanes", "Memory", "Emission"];

    [Fact]
    public void The_page_of_what_runs_is_true()
    {
        var tried = Tried();
        var text = new StringBuilder("""
            # Operators that run

            Written by a test from the implementation table and ONNX's node tests. *Versions* are those of the operator's domain at which its schema changed; all of
            them run. *Types* are those of the inputs in node tests that pass, *tests* how many nodes these hold; *half* says that fp16 and bf16 (fp8 too, where a type allows it)
            are calculated in float. *Kernels* are the folders of `src/Ridgeline.Runtime/Kernels` that its code reaches, its plain form and what it prepares; `RIDGELINE_KERNEL_` with
            the name in the last column forces one of them: [kernels](kernels.md), [runtime](runtime.md).

            | Operator | Domain | Versions | Types | Tests | Half | Kernels | Choice |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var rows in ImplementationTable.Rows.GroupBy(r => (r.Domain, r.Name)).OrderBy(g => g.Key.Domain, StringComparer.Ordinal).ThenBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Line(rows.Key.Domain, rows.Key.Name, [.. rows], tried)}\n");
        }
        ValidationPage.Same(Path.Combine("..", "operators-runtime.md"), text.ToString());
    }

    [Fact]
    public void What_is_known_of_reached_kernels_is_found()
    {
        var product = Reached([.. ImplementationTable.Rows.Where(r => r.Name == "MatMul")]);
        Assert.Contains("Gemm", product.Folders);
        Assert.Contains("GEMM", product.Families);
        var bytes = Reached([.. ImplementationTable.Rows.Where(r => r.Name == "QLinearMatMul")]);
        Assert.Contains("Integer", bytes.Folders);
        Assert.Contains("INTEGER", bytes.Families);
        Assert.Empty(Reached([.. ImplementationTable.Rows.Where(r => r.Name == "Shape")]).Folders);
    }

    private static string Line(string domain, string name, Implementation[] rows, Dictionary<(string, string), (SortedSet<string> Types, int Count)> tried)
    {
        var reached = Reached(rows);
        var (types, count) = tried.GetValueOrDefault((domain, name), ([], 0));
        var versions = Graphs.Operators.OperatorTable.Find(new Node(name, domain))?.Since;
        return $"| {name} | {(domain.Length == 0 ? "ai.onnx" : domain)} | {(versions is null ? "" : string.Join(", ", versions))} | {string.Join(", ", types)} | {count} | "
            + $"{(Array.Exists(rows, r => r.Widens) ? "yes" : "")} | {string.Join(", ", reached.Folders.Except(s_tools))} | {string.Join(", ", reached.Families)} |";
    }

    private static ReachedCode Reached(Implementation[] rows)
    {
        var reached = new ReachedCode();
        foreach (var row in rows)
        {
            reached.Add(row.Run);
            reached.Add(row.Prepare);
            reached.Add(row.ChannelsLast?.Run);
            reached.Add(row.ChannelsLast?.Prepare);
        }
        return reached;
    }

    private static Dictionary<(string, string), (SortedSet<string> Types, int Count)> Tried()
    {
        var failing = Conformance.Exceptions.Read();
        var tried = new Dictionary<(string, string), (SortedSet<string> Types, int Count)>();
        foreach (var test in ConformanceCase.Find(SharedData.Unpack(Nodes)).Where(t => !failing.ContainsKey(t.Name)))
        {
            using var model = OnnxReader.Read(test.Model, new DiagnosticBag());
            foreach (var node in model!.Graph.AllNodes())
            {
                var (types, count) = tried.GetValueOrDefault((node.Domain, node.OpType), (new(StringComparer.Ordinal), 0));
                types.UnionWith(node.Inputs.Concat(node.Outputs).Select(v => v?.Tensor?.Element ?? ElementType.Undefined).Where(e => e != ElementType.Undefined).Select(e => e.Spelling()));
                tried[(node.Domain, node.OpType)] = (types, count + 1);
            }
        }
        return tried;
    }
}
