using System.Runtime.InteropServices;

namespace Ridgeline.Bench;

/// <summary>The part of ONNX Runtime's C API that a benchmark needs: entries of its function table, by their place.</summary>
/// <remarks>The table only ever grows at its end, so places stay. Run <c>eng/install-ort.sh</c> for the library, or name one in RIDGELINE_ORT.</remarks>
internal static unsafe class OrtApi
{
    private const int ApiVersion = 14;
    private static readonly void** s_table = Load();

    public static nint Environment { get; } = CreateEnvironment();

    public static nint CpuMemory { get; } = CreateMemory();

    public static nint Session(byte[] model, int threads)
    {
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)s_table[10])(&options));
        Check(((delegate* unmanaged<nint, int, nint>)s_table[23])(options, 99));
        Check(((delegate* unmanaged<nint, int, nint>)s_table[24])(options, threads));
        // Its threads sleep when a run returns, and leave the cores to who runs next.
        fixed (byte* key = "session.force_spinning_stop\0"u8, value = "1\0"u8) Check(((delegate* unmanaged<nint, byte*, byte*, nint>)s_table[130])(options, key, value));
        fixed (byte* bytes = model) Check(((delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)s_table[8])(Environment, bytes, (nuint)model.Length, options, &session));
        return session;
    }

    /// <summary>Wraps memory without copying it.</summary>
    public static nint Tensor(void* data, long bytes, ReadOnlySpan<long> dims, int element)
    {
        nint value;
        fixed (long* shape = dims)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)s_table[49])(CpuMemory, data, (nuint)bytes, shape, (nuint)dims.Length, element, &value));
        }
        return value;
    }

    public static void Run(nint session, byte** inputNames, nint* inputs, int inputCount, byte** outputNames, int outputCount, nint* outputs) =>
        Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)s_table[9])(
            session, 0, inputNames, inputs, (nuint)inputCount, outputNames, (nuint)outputCount, outputs));

    private static void** Load()
    {
        // A library, or a folder it lies in, as the tool takes it.
        var path = System.Environment.GetEnvironmentVariable("RIDGELINE_ORT") is not { } given ? Find() : Directory.Exists(given) ? Within(given) : given;
        var get = (delegate* unmanaged<void**>)NativeLibrary.GetExport(NativeLibrary.Load(path), "OrtGetApiBase");
        return ((delegate* unmanaged<int, void**>)get()[0])(ApiVersion);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "artifacts/ort/node_modules/onnxruntime-node/bin");
            if (Directory.Exists(package)) return Within(package);
        }
        throw new FileNotFoundException("run eng/install-ort.sh first");
    }

    private static string Within(string folder) =>
        Directory.GetFiles(folder, "libonnxruntime.so.1", SearchOption.AllDirectories).OrderByDescending(p => p.Contains("linux/x64", StringComparison.Ordinal)).FirstOrDefault()
        ?? throw new FileNotFoundException($"no libonnxruntime.so.1 in '{folder}'");

    private static nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "bench\0"u8) Check(((delegate* unmanaged<int, byte*, nint*, nint>)s_table[3])(3, name, &environment));
        return environment;
    }

    private static nint CreateMemory()
    {
        nint memory;
        Check(((delegate* unmanaged<int, int, nint*, nint>)s_table[69])(0, 0, &memory));
        return memory;
    }

    private static void Check(nint status)
    {
        if (status != 0) throw new InvalidOperationException(Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)s_table[2])(status)));
    }
}
