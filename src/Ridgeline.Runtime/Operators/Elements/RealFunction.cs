using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>A function of one real number.</summary>
/// <param name="Single">Over spans of float; y may be x.</param>
/// <param name="Double">For one double.</param>
/// <param name="Fast">The kernel that computes it for floats in memory; null if there is none.</param>
internal sealed record RealFunction(RealFunction.Spans Single, Func<double, double> Double, Activation? Fast = null)
{
    /// <summary>y[i] = f(x[i])</summary>
    public delegate void Spans(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>A function that has no faster form for float.</summary>
    public static RealFunction Of(Func<double, double> function, Activation? fast = null) => new((x, y) => Each(function, x, y), function, fast);

    /// <summary>A row for a function without parameters.</summary>
    public static Implementation Row(string name, Spans single, Func<double, double> function, UnaryKind? fast = null) =>
        Row(name, _ => new(single, function, fast is { } kind ? new(kind) : null));

    /// <summary>A row for a function that has no faster form for float than a kernel.</summary>
    public static Implementation Row(string name, Func<double, double> function, UnaryKind? fast = null) =>
        Row(name, _ => Of(function, fast is { } kind ? new(kind) : null));

    /// <summary>A row for a function whose parameters are attributes.</summary>
    public static Implementation Row(string name, Func<Node, RealFunction> make)
    {
        var row = new Implementation(name, x => make(x.Node).Run(x))
        {
            Widens = true, InPlace = true, Prepare = p => make(p.Node).Prepared(p), Activation = p => p.Element(0) == ElementType.Float ? make(p.Node).Fast : null,
        };
        return row with { ChannelsLast = row };
    }

    // A kernel for floats, else the plain form with its parameters read.
    private Action<OperatorContext> Prepared(Preparation p)
    {
        if (Fast is not { } fast || p.Element(0) != ElementType.Float) return Run;
        return x => Floats.Apply(x, fast);
    }

    /// <summary>Applies it to input 0.</summary>
    public void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var output = x.OutputLike(0, input);
        if (input.Element == ElementType.Float) Single(input.Span<float>(), output.Span<float>());
        else if (input.Element == ElementType.Double) Each(Double, input.Span<double>(), output.Span<double>());
        else throw new OperatorException($"it works on real numbers, not on {input.Element.Spelling()}");
    }

    private static void Each(Func<double, double> function, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = function(x[i]);
    }

    private static void Each(Func<double, double> function, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = (float)function(x[i]);
    }
}
