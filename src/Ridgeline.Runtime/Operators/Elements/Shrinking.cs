using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>x + bias below -threshold, x - bias above it, 0 between; for every number type.</summary>
/// <param name="bias">The bias.</param>
/// <param name="threshold">The threshold.</param>
internal readonly struct Shrinking(float bias, float threshold)
{
    /// <summary>Applies it to input 0.</summary>
    public void Run(OperatorContext x)
    {
        var input = x.Input(0);
        ElementDispatch.Numbers(input.Element, new Loop(input, x.OutputLike(0, input), bias, threshold));
    }

    private readonly struct Loop(RuntimeTensor input, RuntimeTensor output, float bias, float threshold) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = input.Span<T>();
            var y = output.Span<T>();
            for (var i = 0; i < x.Length; i++)
            {
                var value = double.CreateTruncating(x[i]);
                y[i] = T.CreateTruncating(value < -threshold ? value + bias : value > threshold ? value - bias : 0);
            }
        }
    }
}
