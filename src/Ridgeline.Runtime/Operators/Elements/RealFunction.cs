using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>A function of one real number.</summary>
/// <param name="Single">Over spans of float; y may be x.</param>
/// <param name="Double">For one double.</param>
internal sealed record RealFunction(RealFunction.Spans Single, Func<double, double> Double)
{
    /// <summary>y[i] = f(x[i])</summary>
    public delegate void Spans(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>A function that has no faster form for float.</summary>
    public static RealFunction Of(Func<double, double> function) => new((x, y) => Each(function, x, y), function);

    /// <summary>A row for a function without parameters.</summary>
    public static Implementation Row(string name, Spans single, Func<double, double> function, Role role = Role.Elementwise) =>
        Row(name, new RealFunction(single, function), role);

    /// <summary>A row for a function without parameters.</summary>
    public static Implementation Row(string name, RealFunction function, Role role = Role.Elementwise) =>
        new(name, function.Run) { Widens = true, InPlace = true, Role = role };

    /// <summary>A row for a function whose parameters are attributes.</summary>
    public static Implementation Row(string name, Func<Node, RealFunction> make, Role role = Role.Elementwise) => new(name, x => make(x.Node).Run(x))
    {
        Widens = true, InPlace = true, Role = role, Prepare = p => make(p.Node).Run,
    };

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
