using System.Runtime.InteropServices;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Rivals;

/// <summary>A network opened in ONNX Runtime. Not for several threads at once.</summary>
public sealed unsafe class OrtSession : IDisposable
{
    private const int AllOptimisations = 99;
    private const int NoOptimisations = 0;

    private readonly OrtLibrary _library;
    private readonly nint _session;
    private readonly nint _memory;

    internal OrtSession(OrtLibrary library, string path, int threads, bool optimise)
    {
        _library = library;
        nint options, session, memory;
        Check(((delegate* unmanaged<nint*, nint>)Function(OrtFunction.CreateSessionOptions))(&options));
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)Function(OrtFunction.SetIntraOpNumThreads))(options, threads));
            Check(((delegate* unmanaged<nint, int, nint>)Function(OrtFunction.SetInterOpNumThreads))(options, 1));
            Check(((delegate* unmanaged<nint, int, nint>)Function(OrtFunction.SetSessionGraphOptimizationLevel))(options, optimise ? AllOptimisations : NoOptimisations));
            Set(options, "session.force_spinning_stop", "1");
            Check(OperatingSystem.IsWindows() ? CreateWide(path, options, &session) : CreateNarrow(path, options, &session));
            Check(((delegate* unmanaged<int, int, nint*, nint>)Function(OrtFunction.CreateCpuMemoryInfo))(1, 0, &memory));
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)Function(OrtFunction.ReleaseSessionOptions))(options);
        }
        (_session, _memory) = (session, memory);
        Inputs = Names(OrtFunction.SessionGetInputCount, OrtFunction.SessionGetInputName);
        Outputs = Names(OrtFunction.SessionGetOutputCount, OrtFunction.SessionGetOutputName);
    }

    /// <summary>The names of its inputs.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>The names of its outputs.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Holds inputs so that runs can be repeated without copying.</summary>
    /// <param name="inputs">Dense tensors of numbers, in the order of <see cref="Inputs"/>.</param>
    /// <exception cref="OrtException">ONNX Runtime refuses them.</exception>
    public OrtRun Bind(IReadOnlyList<Tensor> inputs) => new(_library, _session, _memory, this, inputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        ((delegate* unmanaged<nint, void>)Function(OrtFunction.ReleaseMemoryInfo))(_memory);
        ((delegate* unmanaged<nint, void>)Function(OrtFunction.ReleaseSession))(_session);
    }

    // Its threads spin while it runs, and sleep when the last run returns: otherwise they would take the core of who runs next.
    private void Set(nint options, string name, string value)
    {
        using var key = new Utf8(name);
        using var setting = new Utf8(value);
        Check(((delegate* unmanaged<nint, byte*, byte*, nint>)Function(OrtFunction.AddSessionConfigEntry))(options, key.Text, setting.Text));
    }

    private nint CreateNarrow(string path, nint options, nint* session)
    {
        using var name = new Utf8(path);
        return ((delegate* unmanaged<nint, byte*, nint, nint*, nint>)Function(OrtFunction.CreateSession))(_library.Environment, name.Text, options, session);
    }

    private nint CreateWide(string path, nint options, nint* session)
    {
        fixed (char* name = path)
        {
            return ((delegate* unmanaged<nint, char*, nint, nint*, nint>)Function(OrtFunction.CreateSession))(_library.Environment, name, options, session);
        }
    }

    private List<string> Names(OrtFunction counting, OrtFunction naming)
    {
        nint allocator;
        nuint count;
        Check(((delegate* unmanaged<nint*, nint>)Function(OrtFunction.GetAllocatorWithDefaultOptions))(&allocator));
        Check(((delegate* unmanaged<nint, nuint*, nint>)Function(counting))(_session, &count));
        var names = new List<string>();
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            Check(((delegate* unmanaged<nint, nuint, nint, byte**, nint>)Function(naming))(_session, i, allocator, &name));
            names.Add(Marshal.PtrToStringUTF8((nint)name)!);
            Check(((delegate* unmanaged<nint, byte*, nint>)Function(OrtFunction.AllocatorFree))(allocator, name));
        }
        return names;
    }

    private nint Function(OrtFunction function) => _library.Function(function);

    private void Check(nint status) => _library.Check(status);
}
