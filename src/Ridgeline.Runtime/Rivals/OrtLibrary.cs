using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Rivals;

/// <summary>
/// ONNX Runtime, loaded from a shared library that the user points at: the rival in benchmarks and an oracle in tests. The product never needs it.
/// </summary>
/// <remarks>
/// The library exports one function, <c>OrtGetApiBase</c>, whose result hands out a table of functions by version. The table only ever grows at its end
/// (onnxruntime_c_api.h says so), so places in it are fixed: <see cref="OrtFunction"/>.
/// </remarks>
public sealed unsafe class OrtLibrary : IDisposable
{
    /// <summary>The environment variable that names the library or a folder with it.</summary>
    public const string Variable = "RIDGELINE_ORT";

    // The first version whose table has all that is asked for; any later library hands it out.
    private const uint ApiVersion = 8;
    private const int LogErrors = 3;

    private readonly nint _library;
    private readonly nint* _table;
    private readonly nint _environment;

    private OrtLibrary(nint library, nint* table, string version, string path)
    {
        (_library, Version, Path) = (library, version, path);
        _table = table;
        nint environment;
        using var name = new Utf8("ridgeline");
        Check(((delegate* unmanaged<int, byte*, nint*, nint>)Function(OrtFunction.CreateEnv))(LogErrors, name.Text, &environment));
        _environment = environment;
    }

    /// <summary>Its version, such as <c>1.30.0</c>.</summary>
    public string Version { get; }

    /// <summary>Where it was found.</summary>
    public string Path { get; }

    internal nint Environment => _environment;

    /// <summary>Loads the library.</summary>
    /// <param name="path">The library, or a folder with it at any depth; null looks where <see cref="Variable"/> says, then in <c>artifacts/ort</c> of the
    /// current folder and those around it.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>Null if there is none.</returns>
    public static OrtLibrary? TryLoad(string? path, out string? problem)
    {
        if (OrtPlaces.Find(path) is not { } file)
        {
            problem = path is null ? $"no ONNX Runtime is at hand: name its library with {Variable}" : $"there is no ONNX Runtime at {path}";
            return null;
        }
        problem = $"{file} cannot be loaded, or is no ONNX Runtime";
        if (!NativeLibrary.TryLoad(file, out var library)) return null;
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export)) return null;
        var root = (nint*)((delegate* unmanaged<nint>)export)();
        var table = (nint*)((delegate* unmanaged<uint, nint>)root[0])(ApiVersion);
        if (table is null) return null;
        problem = null;
        return new(library, table, Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)root[1])())!, file);
    }

    /// <summary>Opens a model from its file.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="threads">Threads within an operator.</param>
    /// <param name="optimise">Whether it rewrites the graph, as it does by default; if not, each node is computed as it is written.</param>
    /// <exception cref="OrtException">ONNX Runtime refuses it.</exception>
    public OrtSession Open(string path, int threads, bool optimise = true) => new(this, path, threads, optimise);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The library itself stays: its threads may still be ending when it would be gone.
        ((delegate* unmanaged<nint, void>)Function(OrtFunction.ReleaseEnv))(_environment);
        GC.KeepAlive(_library);
    }

    internal nint Function(OrtFunction function) => _table[(int)function];

    /// <summary>Turns a status into an exception.</summary>
    internal void Check(nint status)
    {
        if (status == 0) return;
        var text = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)Function(OrtFunction.GetErrorMessage))(status)) ?? "";
        ((delegate* unmanaged<nint, void>)Function(OrtFunction.ReleaseStatus))(status);
        throw new OrtException(text);
    }
}
