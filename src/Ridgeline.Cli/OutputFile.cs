using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs;
using Ridgeline.Onnx;
using Ridgeline.Runtime;

namespace Ridgeline.Cli;

/// <summary>A file that outputs are written to; its ending says how.</summary>
/// <param name="Name">The output, or null for all of them.</param>
/// <param name="File">The file.</param>
internal sealed record OutputFile(string? Name, string File)
{
    private static readonly string[] s_kinds = [".npz", ".npy", ".pb", ".bin", ".raw"];

    /// <summary>Reads <c>FILE</c> or <c>NAME=FILE</c> and finds mistakes before anything runs.</summary>
    /// <exception cref="DiagnosticException">There is one.</exception>
    public static OutputFile Of(string text, IReadOnlyList<Value> outputs)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        var isNamed = sign > 0 && outputs.Any(o => o.Name == text[..sign]);
        var (name, file) = isNamed ? (text[..sign], text[(sign + 1)..]) : (null, text);
        var kind = Path.GetExtension(file).ToLowerInvariant();
        if (!s_kinds.Contains(kind)) throw Wrong($"--save {text}: the end of the name does not say what to write",
            $"end it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}");
        if (name is null && kind != ".npz")
        {
            if (outputs.Count != 1) throw Wrong($"--save {text} does not say which output",
                $"write --save {outputs[0].Name}={file}, or an .npz with all: {string.Join(", ", outputs.Select(o => o.Name))}");
            name = outputs[0].Name;
        }
        return SavedFile.Refusal(file) is { } refusal ? throw new DiagnosticException(refusal) : new(name, file);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="DiagnosticException">It cannot be written, or the output is no tensor.</exception>
    public void Write(IReadOnlyDictionary<string, RuntimeValue> outputs, Terminal terminal)
    {
        var tensors = outputs.Where(o => Name is null || o.Key == Name).Select(o => o.Value is RuntimeTensor tensor ? KeyValuePair.Create(o.Key, TensorTransfer.FromRuntime(tensor))
            : throw Wrong($"the output '{o.Key}' is no tensor and cannot be written", null)).ToList();
        var kind = Path.GetExtension(File).ToLowerInvariant();
        if (kind is ".bin" or ".raw" && tensors[0].Value.Data is StringData) throw Wrong($"the output '{Name}' is text, which has no raw bytes", "write .npy or .pb");
        SavedFile.Write(File, stream =>
        {
            switch (kind)
            {
                case ".npz": TensorFile.WriteNpz(tensors, stream); break;
                case ".npy": TensorFile.WriteNpy(tensors[0].Value, stream); break;
                case ".pb": OnnxTensorFile.Write(tensors[0].Value, tensors[0].Key, stream); break;
                default: TensorFile.WriteRaw(tensors[0].Value, stream); break;
            }
        });
        terminal.Tell($"wrote {File}");
    }

    private static DiagnosticException Wrong(string message, string? hint) => new(Diagnostic.Error("CLI112", message, hint: hint));
}
