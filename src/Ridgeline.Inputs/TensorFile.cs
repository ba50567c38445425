using System.IO.Compression;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs.Npy;

namespace Ridgeline.Inputs;

/// <summary>
/// Tensors in files: NumPy's <c>.npy</c> (versions 1 to 3, any order of bytes and dimensions) and <c>.npz</c>, and raw bytes. Whatever a file holds, the end
/// is tensors or diagnostics with codes INPUT1xx.
/// </summary>
public static class TensorFile
{
    private const string Entry = ".npy";

    /// <summary>Reads an .npy file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="wanted">The element type wanted; it decides what NumPy's bytes without meaning are (bfloat16, float8). Undefined if none is.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if there are errors.</returns>
    public static Tensor? ReadNpy(string path, ElementType wanted, DiagnosticBag diagnostics) => Guarded(path, diagnostics, stream => NpyReader.Read(stream, wanted));

    /// <summary>Reads an .npy file that lies in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What diagnostics call it.</param>
    /// <param name="wanted">The element type wanted, or undefined.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static Tensor? ReadNpy(byte[] bytes, string name, ElementType wanted, DiagnosticBag diagnostics)
        => Guarded(name, diagnostics, () => new MemoryStream(bytes, writable: false), stream => NpyReader.Read(stream, wanted));

    /// <summary>Reads all arrays of an .npz file, in its order, by their names.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="wanted">The element type wanted of an array, or undefined.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if there are errors.</returns>
    public static IReadOnlyList<KeyValuePair<string, Tensor>>? ReadNpz(string path, Func<string, ElementType> wanted, DiagnosticBag diagnostics)
        => Guarded(path, diagnostics, stream => Arrays(stream, wanted));

    /// <summary>Reads an .npz file that lies in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What diagnostics call it.</param>
    /// <param name="wanted">The element type wanted of an array, or undefined.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static IReadOnlyList<KeyValuePair<string, Tensor>>? ReadNpz(byte[] bytes, string name, Func<string, ElementType> wanted, DiagnosticBag diagnostics)
        => Guarded(name, diagnostics, () => new MemoryStream(bytes, writable: false), stream => Arrays(stream, wanted));

    /// <summary>Reads little-endian, row-major elements without any head.</summary>
    /// <param name="path">Where they lie.</param>
    /// <param name="type">What they are; all dimensions known.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if there are errors.</returns>
    public static Tensor? ReadRaw(string path, TensorType type, DiagnosticBag diagnostics) => Guarded(path, diagnostics, stream =>
    {
        if (type.Size is not { } size || type.Element == ElementType.String)
        {
            throw new InputProblem("INPUT105", $"raw bytes say nothing of their shape, and the network asks for {type}", "give the open sizes: --set name=N; or use .npy");
        }
        if (stream.Length != size.Value) throw new InputProblem("INPUT105", $"{type} takes {size.Value} bytes, but {stream.Length} are there");
        if (size.Value > Array.MaxLength) throw new InputProblem("INPUT107", $"{size} are more than is read into memory");
        var bytes = new byte[size.Value];
        stream.ReadExactly(bytes);
        return new Tensor(type.Element, type.Shape.ToNumbers(), new MemoryData(bytes));
    });

    /// <summary>Writes an .npy file.</summary>
    public static void WriteNpy(Tensor tensor, Stream to) => NpyWriter.Write(tensor, to);

    /// <summary>Writes an .npz file, not compressed, as <c>numpy.savez</c> does.</summary>
    public static void WriteNpz(IEnumerable<KeyValuePair<string, Tensor>> tensors, Stream to)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors)
        {
            var entry = zip.CreateEntry(name + Entry, CompressionLevel.NoCompression);
            // The time of writing would make two equal runs write different files.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            NpyWriter.Write(tensor, stream);
        }
    }

    /// <summary>Writes elements alone: little-endian, row-major, narrow ones several a byte.</summary>
    /// <exception cref="InvalidOperationException">It is text.</exception>
    public static void WriteRaw(Tensor tensor, Stream to) => to.Write(tensor.Data.ToArray());

    /// <summary>Runs a reader over a file and turns what it finds wrong into diagnostics.</summary>
    internal static T? Guarded<T>(string path, DiagnosticBag diagnostics, Func<Stream, T> read)
        where T : class
    {
        if (Directory.Exists(path)) diagnostics.Error("INPUT101", "this is a folder", new(path));
        else if (!File.Exists(path)) diagnostics.Error("INPUT101", "there is no such file", new(path));
        else return Guarded(path, diagnostics, () => new FileStream(path, FileMode.Open, FileAccess.Read), read);
        return null;
    }

    private static T? Guarded<T>(string name, DiagnosticBag diagnostics, Func<Stream> open, Func<Stream, T> read)
        where T : class
    {
        try
        {
            using var stream = open();
            return read(stream);
        }
        catch (InputProblem e)
        {
            diagnostics.Add(e.In(name));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            diagnostics.Error("INPUT103", $"the file is damaged: {e.Message.TrimEnd('.')}", new(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.Error("INPUT101", $"the file cannot be read: {e.Message.TrimEnd('.')}", new(name));
        }
        return null;
    }

    private static List<KeyValuePair<string, Tensor>> Arrays(Stream stream, Func<string, ElementType> wanted)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var arrays = new List<KeyValuePair<string, Tensor>>();
        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(Entry, StringComparison.Ordinal)))
        {
            var name = entry.FullName[..^Entry.Length];
            if (arrays.Exists(a => a.Key == name)) throw new InputProblem("INPUT103", $"there are two arrays '{name}'");
            try
            {
                using var content = entry.Open();
                arrays.Add(new(name, NpyReader.Read(content, wanted(name))));
            }
            catch (InputProblem e)
            {
                throw e.Within($"array '{name}'");
            }
        }
        return arrays.Count > 0 ? arrays : throw new InputProblem("INPUT103", "there is no array in it: no entry ends in .npy");
    }
}
