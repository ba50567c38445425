using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers;

namespace Ridgeline.Accelerators.Systolic.Convolutions;

/// <summary>Runs a convolution through the registers of an array, a group after the other; what a transposed one adds up afterwards is the vector unit's work.</summary>
public static class ConvolutionSimulator
{
    /// <summary>Simulates a convolution: the output [batch, filters, height, width] and what it takes.</summary>
    /// <exception cref="ArgumentException">Sizes that cannot be.</exception>
    public static RegisterRun<T> Run<T>(Dataflow dataflow, ConvolutionShape shape, T[] input, T[] weights, RegisterArray array)
        where T : unmanaged, INumber<T>
    {
        var (height, width) = shape.Output;
        if (height < 1 || width < 1 || shape.Channels % shape.Groups != 0 || shape.Filters % shape.Groups != 0)
        {
            throw new ArgumentException("the kernel fits the padded input, and groups divide both channels");
        }
        var operands = new ConvolutionOperands<T>(shape, input, weights);
        var output = new T[checked(shape.Batch * shape.Filters * height * width)];
        var (cycles, steps, words, overflows) = (0L, 0L, default(SramWords), OverflowCount.None);
        for (var group = 0; group < shape.Groups; group++)
        {
            var run = RegisterSimulator.Run(dataflow, operands.Of(group), array);
            operands.Place(group, run.Result, output);
            if (run.Overflows.Count > 0) overflows = overflows.Plus((int)run.Overflows.Count, cycles + run.Overflows.FirstCycle, run.Overflows.Row, run.Overflows.Column);
            (cycles, steps, words) = (cycles + run.Cycles, steps + run.Steps, words + run.Words);
        }
        return new(output, cycles, words, overflows, steps);
    }
}
