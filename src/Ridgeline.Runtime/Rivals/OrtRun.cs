using System.Runtime.InteropServices;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Rivals;

/// <summary>Inputs held ready for any number of runs.</summary>
public sealed unsafe class OrtRun : IDisposable
{
    private const int TensorKind = 1;
    private const int Alignment = 64;

    private readonly OrtLibrary _library;
    private readonly nint _session;
    private readonly OrtSession _owner;
    private readonly nint[] _inputs;
    private readonly nint[] _outputs;
    private readonly List<nint> _memory = [];
    private readonly Utf8[] _names;

    internal OrtRun(OrtLibrary library, nint session, nint memory, OrtSession owner, IReadOnlyList<Tensor> inputs)
    {
        (_library, _session, _owner) = (library, session, owner);
        _names = [.. owner.Inputs.Concat(owner.Outputs).Select(n => new Utf8(n))];
        _outputs = new nint[owner.Outputs.Count];
        _inputs = [.. inputs.Select(i => Value(i, memory))];
    }

    /// <summary>Runs once; the results are dropped or replaced at the next run.</summary>
    /// <exception cref="OrtException">ONNX Runtime fails.</exception>
    public void Run()
    {
        Drop();
        var names = stackalloc byte*[_names.Length];
        for (var i = 0; i < _names.Length; i++) names[i] = _names[i].Text;
        fixed (nint* inputs = _inputs, outputs = _outputs)
        {
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Function(OrtFunction.Run))(
                _session, 0, names, inputs, (nuint)_inputs.Length, names + _owner.Inputs.Count, (nuint)_outputs.Length, outputs));
        }
    }

    /// <summary>A copy of what the last run made, by the names of outputs; what is no tensor of numbers is left out.</summary>
    public IReadOnlyDictionary<string, Tensor> Results()
    {
        var results = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (_outputs[i] != 0 && Copy(_outputs[i]) is { } tensor) results[_owner.Outputs[i]] = tensor;
        }
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        foreach (var input in _inputs) Release(OrtFunction.ReleaseValue, input);
        foreach (var memory in _memory) NativeMemory.AlignedFree((void*)memory);
        foreach (var name in _names) name.Dispose();
        _memory.Clear();
    }

    private nint Value(Tensor tensor, nint info)
    {
        if (tensor.Data is StringData) throw new OrtException("text is not handed to ONNX Runtime");
        var bytes = tensor.Data.Length;
        var data = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, Alignment), Alignment);
        _memory.Add((nint)data);
        const int piece = 1 << 30;
        for (var at = 0L; at < bytes; at += piece) tensor.Data.Read(at, new((byte*)data + at, (int)Math.Min(piece, bytes - at)));
        nint value;
        fixed (long* dims = tensor.Dims)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Function(OrtFunction.CreateTensorWithDataAsOrtValue))(
                info, data, (nuint)bytes, dims, (nuint)tensor.Dims.Length, (int)tensor.Element, &value));
        }
        return value;
    }

    // ONNX Runtime numbers element types as ONNX does.
    private Tensor? Copy(nint value)
    {
        int kind, element;
        Check(((delegate* unmanaged<nint, int*, nint>)Function(OrtFunction.GetValueType))(value, &kind));
        if (kind != TensorKind) return null;
        nint shape;
        nuint rank;
        Check(((delegate* unmanaged<nint, nint*, nint>)Function(OrtFunction.GetTensorTypeAndShape))(value, &shape));
        Check(((delegate* unmanaged<nint, int*, nint>)Function(OrtFunction.GetTensorElementType))(shape, &element));
        Check(((delegate* unmanaged<nint, nuint*, nint>)Function(OrtFunction.GetDimensionsCount))(shape, &rank));
        var dims = new long[rank];
        fixed (long* to = dims) Check(((delegate* unmanaged<nint, long*, nuint, nint>)Function(OrtFunction.GetDimensions))(shape, to, rank));
        Release(OrtFunction.ReleaseTensorTypeAndShapeInfo, shape);
        if ((ElementType)element == ElementType.String) return null;
        void* data;
        Check(((delegate* unmanaged<nint, void**, nint>)Function(OrtFunction.GetTensorMutableData))(value, &data));
        var bytes = new byte[((ElementType)element).BytesFor(Tensor.CountOf(dims)!.Value).Value];
        new ReadOnlySpan<byte>(data, bytes.Length).CopyTo(bytes);
        return new((ElementType)element, dims, new MemoryData(bytes));
    }

    private void Drop()
    {
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (_outputs[i] != 0) Release(OrtFunction.ReleaseValue, _outputs[i]);
            _outputs[i] = 0;
        }
    }

    private void Release(OrtFunction function, nint handle) => ((delegate* unmanaged<nint, void>)Function(function))(handle);

    private nint Function(OrtFunction function) => _library.Function(function);

    private void Check(nint status) => _library.Check(status);
}
