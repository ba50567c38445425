using System.Text;
using Ridgeline.Graphs;
using Ridgeline.Onnx;

namespace Ridgeline.Bench;

/// <summary>A model of float inputs and outputs in ONNX Runtime, bound to memory of the caller.</summary>
internal sealed unsafe class OrtModel
{
    private readonly nint _session;
    private readonly byte[][] _inputNames;
    private readonly byte[][] _outputNames;
    private readonly nint[] _inputs;
    private readonly nint[] _outputs;

    public OrtModel(Model model, int threads, (nint Data, long[] Dims)[] inputs, (nint Data, long[] Dims)[] outputs, int element = 1)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(model, stream);
        _session = OrtApi.Session(stream.ToArray(), threads);
        _inputNames = [.. model.Graph.Inputs.Select(v => Encoding.UTF8.GetBytes(v.Name + "\0"))];
        _outputNames = [.. model.Graph.Outputs.Select(v => Encoding.UTF8.GetBytes(v.Name + "\0"))];
        _inputs = [.. inputs.Select(i => OrtApi.Tensor((void*)i.Data, sizeof(float) * Count(i.Dims), i.Dims, element))];
        _outputs = [.. outputs.Select(o => OrtApi.Tensor((void*)o.Data, sizeof(float) * Count(o.Dims), o.Dims, element))];
    }

    public void Run()
    {
        var inputNames = stackalloc byte*[_inputNames.Length];
        var outputNames = stackalloc byte*[_outputNames.Length];
        // Names are few bytes: pinned by the pinned-object heap would be overkill, so they are fixed one by one.
        fixed (nint* inputs = _inputs, outputs = _outputs)
        fixed (byte* in0 = _inputNames[0], in1 = _inputNames[^1], out0 = _outputNames[0])
        {
            inputNames[0] = in0;
            if (_inputNames.Length > 1) inputNames[_inputNames.Length - 1] = in1;
            if (_inputNames.Length > 2)
            {
                fixed (byte* middle = _inputNames[1])
                {
                    inputNames[1] = middle;
                    outputNames[0] = out0;
                    OrtApi.Run(_session, inputNames, inputs, _inputs.Length, outputNames, _outputs.Length, outputs);
                    return;
                }
            }
            outputNames[0] = out0;
            OrtApi.Run(_session, inputNames, inputs, _inputs.Length, outputNames, _outputs.Length, outputs);
        }
    }

    private static long Count(long[] dims) => dims.Aggregate(1L, (a, b) => a * b);
}
