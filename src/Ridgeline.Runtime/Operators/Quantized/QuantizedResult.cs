using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Integer;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// What becomes of exact sums, for nodes with the inputs of QLinearMatMul and QLinearConv (scale of x at 1, of weights at 4, of the result at 6, its zero
/// point at 7, bias at 8), all constant: steps of the result's scale, or floats where it has none.
/// </summary>
internal sealed unsafe class QuantizedResult
{
    private readonly RuntimeTensor _scales;
    private readonly RuntimeTensor? _bias;
    private readonly Activation _function;
    private readonly int _zero;

    /// <summary>Reads what is constant.</summary>
    /// <param name="p">The node.</param>
    /// <param name="columns">Columns of the result: filters.</param>
    public QuantizedResult(Preparation p, int columns)
    {
        Element = p.Has(6) ? p.Element(7) : ElementType.Float;
        var (x, y, function) = (Quantization.At(p.Constant(1), 0), Quantization.At(p.Constant(6), 0, 1), p.Tail.Activation);
        _scales = IntegerProducts.Columns(p, 4, ElementType.Float, columns);
        foreach (ref var scale in _scales.Span<float>()) scale = x * scale / y;
        _bias = p.Has(8) ? IntegerProducts.Columns(p, 8, p.Has(6) ? ElementType.Int32 : ElementType.Float, columns) : null;
        _function = p.Has(6) && function.Kind == UnaryKind.Clip ? new(UnaryKind.Clip, function.Alpha / y, function.Beta / y) : function;
        _zero = (int)ScalarReading.Integer(p.Constant(7) ?? new(ElementType.Int32));
    }

    /// <summary>The type of the result.</summary>
    public ElementType Element { get; }

    /// <summary>What the kernels do; where the result goes is not yet said.</summary>
    public IntegerOutput Output()
    {
        var output = new IntegerOutput { Scales = _scales.Pointer<float>(), Activation = _function, Signed = Element == ElementType.Int8, Zero = _zero };
        if (_bias is null) return output;
        if (Element == ElementType.Float) output.FloatBias = _bias.Pointer<float>();
        else output.Bias = _bias.Pointer<int>();
        return output;
    }
}
