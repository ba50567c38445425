using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Reading;

namespace Ridgeline.Onnx;

/// <summary>How a weight without values says in a file what it would be filled with.</summary>
internal static class AbsentFilling
{
    /// <summary>The property of a tensor that holds mean and spread.</summary>
    public const string Key = "ridgeline.filling";

    public static string Text(Filling filling) => string.Create(CultureInfo.InvariantCulture, $"{filling.Mean:R} {filling.Spread:R}");

    /// <summary>The other properties of a tensor, or null if there are none.</summary>
    public static OrderedDictionary<string, string>? Without(OrderedDictionary<string, string>? metadata)
    {
        metadata?.Remove(Key);
        return metadata is { Count: > 0 } ? metadata : null;
    }

    /// <summary>What the file says, or a guess from the shape: matrices and filters are random, vectors such as biases are zeros.</summary>
    public static Filling Of(TensorHeader header)
    {
        if (header.Metadata?.GetValueOrDefault(Key)?.Split(' ') is [var mean, var spread]
            && double.TryParse(mean, CultureInfo.InvariantCulture, out var m) && double.TryParse(spread, CultureInfo.InvariantCulture, out var s))
        {
            return new(m, s);
        }
        return header.Dims is [_, _, ..] dims && Tensor.CountOf(dims.AsSpan(1)) is { } fanIn ? Filling.He(fanIn) : Filling.Zeros;
    }
}
