using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Values;

/// <summary>Numbers of 8 and 4 bits against what their formats say.</summary>
public sealed class NarrowFloatTests
{
    [Theory]
    [InlineData(ElementType.Float8E4M3FN, 448f, 0.001953125f)]
    [InlineData(ElementType.Float8E4M3FNUZ, 240f, 0.0009765625f)]
    [InlineData(ElementType.Float8E5M2, 57344f, 1.52587890625e-05f)]
    [InlineData(ElementType.Float8E5M2FNUZ, 57344f, 7.62939453125e-06f)]
    [InlineData(ElementType.Float4E2M1, 6f, 0.5f)]
    public void Largest_and_smallest_are_those_of_the_format(ElementType element, float largest, float smallest)
    {
        var values = Values(element).Where(float.IsFinite).ToArray();
        Assert.Equal(largest, values.Max());
        Assert.Equal(smallest, values.Where(v => v > 0).Min());
    }

    [Theory]
    [InlineData(ElementType.Float8E4M3FN)]
    [InlineData(ElementType.Float8E4M3FNUZ)]
    [InlineData(ElementType.Float8E5M2)]
    [InlineData(ElementType.Float8E5M2FNUZ)]
    [InlineData(ElementType.Float4E2M1)]
    [InlineData(ElementType.Float8E8M0)]
    public void Every_value_comes_back_and_every_other_goes_to_the_nearest(ElementType element)
    {
        var format = SmallFloat.Of(element)!;
        var values = Values(element);
        foreach (var value in values.Where(float.IsFinite)) Assert.Equal(value, values[format.Code(value, saturate: true)]);
        var finite = values.Where(float.IsFinite).ToArray();
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var x = (float)((random.NextDouble() * 2) - 1) * MathF.ScaleB(1, random.Next(-12, 10));
            if (element == ElementType.Float8E8M0) x = Math.Abs(x);
            var nearest = finite.Min(v => Math.Abs((double)v - x));
            Assert.Equal(nearest, Math.Abs((double)values[format.Code(x, saturate: true)] - x));
        }
    }

    private static float[] Values(ElementType element)
    {
        var codes = Enumerable.Range(0, element.BitWidth() == 4 ? 16 : 256).Select(c => (byte)c).ToArray();
        var values = new float[codes.Length];
        SmallFloat.Of(element)!.Widen(codes, values);
        return values;
    }
}
