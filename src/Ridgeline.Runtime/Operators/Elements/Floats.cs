using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Functions of each float of input 0, by the kernels.</summary>
internal static unsafe class Floats
{
    /// <summary>What runs a function; null if there is none.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p, Activation? function) =>
        function is { } known && p.Dims(0) is not null ? x => Apply(x, known) : null;

    /// <summary>A row of its own for a function of each float.</summary>
    public static Implementation Row(string name, Activation function)
    {
        var row = new Implementation(name, x => Apply(x, function)) { InPlace = true, Activation = _ => function };
        return row with { ChannelsLast = row };
    }

    /// <summary>Output 0 is the function of input 0.</summary>
    public static void Apply(OperatorContext x, Activation function)
    {
        var input = x.Input(0);
        var output = x.OutputLike(0, input);
        Unary.Run(function, input.Pointer<float>(), output.Pointer<float>(), (nint)input.Count, x.Pool);
    }
}
