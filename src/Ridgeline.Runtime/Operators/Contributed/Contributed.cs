using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;
using Ridgeline.Runtime.Compiling;

namespace Ridgeline.Runtime.Operators;

/// <summary>Operators of ONNX Runtime's own domain, which its optimiser and exporters write: each is other operators of ONNX.</summary>
internal static class Contributed
{
    /// <summary>A row for an operator that is written out before it runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expand">Writes it out; false if it cannot.</param>
    public static Implementation Row(string name, Func<Expansion, bool> expand) => new(name, Unexpanded) { Domain = Domains.Microsoft, Expand = expand };

    /// <summary>A row for an operator that is one of ONNX's by another name.</summary>
    public static Implementation Same(string name) => Row(name, x => x.End(name, Inputs(x), [.. x.Node.Attributes.Values]));

    /// <summary>All inputs.</summary>
    public static Value?[] Inputs(Expansion x) => [.. Enumerable.Range(0, x.InputCount).Select(i => x[i])];

    /// <summary>What runs if it could not be written out.</summary>
    public static void Unexpanded(OperatorContext x) =>
        throw new OperatorException("this form of it cannot be run, or the sizes of its inputs are not known beforehand");

    /// <summary>a + b, of the dimensions of the first; or a if there is no b.</summary>
    public static Value Sum(Expansion x, Value a, Value? b) => b is null ? a : x.Add("Add", x.Element(a), x.Dims(a), [a, b]);

    /// <summary>Ends with an activation that an attribute names; false if there is none of that name here.</summary>
    public static bool EndActivated(Expansion x, Value value, string name, float[] parameters)
    {
        float At(int i, float fallback) => i < parameters.Length ? parameters[i] : fallback;
        return name switch
        {
            "" => x.End("Identity", [value]),
            "Relu" or "Tanh" or "Sigmoid" or "Softplus" or "HardSwish" or "Gelu" => x.End(name, [value]),
            "LeakyRelu" => x.End(name, [value], NodeAttribute.Of("alpha", At(0, 0.01f))),
            "HardSigmoid" => x.End(name, [value], NodeAttribute.Of("alpha", At(0, 0.2f)), NodeAttribute.Of("beta", At(1, 0.5f))),
            "Clip" => x.End(name, [value, x.Number(At(0, float.MinValue)), x.Number(At(1, float.MaxValue))]),
            _ => false,
        };
    }
}
