using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs;

/// <summary>An input written out on a command line: <c>16000</c>, or <c>1,2,3</c>.</summary>
public static class WrittenNumbers
{
    private const int MostElements = 1 << 28;

    /// <summary>Whether a text is meant as numbers: it begins as one does.</summary>
    public static bool AreMeant(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
        && text.Split(',').All(part => Number(part) is not null || part.Trim().Equals("nan", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads numbers. One number fills a tensor of any size; else there must be as many as it has elements.</summary>
    /// <param name="text">Numbers with commas.</param>
    /// <param name="input">What diagnostics call it.</param>
    /// <param name="type">What the network wants; where its shape is open, the numbers are a vector.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if there are errors.</returns>
    public static Tensor? Read(string text, string input, TensorType type, DiagnosticBag diagnostics)
    {
        var numbers = new List<double>();
        foreach (var part in text.Split(','))
        {
            if (Number(part) is { } number) numbers.Add(number);
            else
            {
                diagnostics.Error("INPUT111", $"'{part.Trim()}' is no number", new(input), "write numbers such as 1,2.5,-3e4, or the path of a file");
                return null;
            }
        }
        try
        {
            return Make(numbers, type, input, diagnostics);
        }
        catch (InputProblem e)
        {
            diagnostics.Add(e.In(input));
            return null;
        }
    }

    private static Tensor? Make(List<double> numbers, TensorType type, string input, DiagnosticBag diagnostics)
    {
        var dims = type.Shape.Elements.ValueOrNull is not null ? type.Shape.ToNumbers() : type.Shape is { HasRank: true, Rank: > 1 } ? null : [numbers.Count];
        if (dims is null || Tensor.CountOf(dims) is not { } count || count > MostElements)
        {
            diagnostics.Error("INPUT105", $"{type} is not known well enough to be filled from numbers", new(input), "give the open sizes: --set name=N");
            return null;
        }
        if (numbers.Count != 1 && numbers.Count != count)
        {
            diagnostics.Error("INPUT105", $"{numbers.Count} numbers, and {type} has {count} elements", new(input));
            return null;
        }
        if (type.Element.IsInteger() && numbers.Find(n => n != Math.Truncate(n)) is not 0 and var broken)
        {
            diagnostics.Error("INPUT106", $"{broken.ToString("R", CultureInfo.InvariantCulture)} is no {type.Element.Spelling()}", new(input));
            return null;
        }
        double[] values = numbers.Count == 1 ? [.. Enumerable.Repeat(numbers[0], (int)count)] : [.. numbers];
        return new(type.Element, dims, new MemoryData(RealElements.Bytes<double>(values, type.Element)));
    }

    private static double? Number(string part)
        => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
