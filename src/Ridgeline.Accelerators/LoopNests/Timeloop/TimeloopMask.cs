using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the file that says which elements of a tensor are zero: 0 and 1 one after the other, or the values themselves with blanks or commas between.</summary>
/// <remarks>The last axis of the tensor's projection runs fastest.</remarks>
internal sealed class TimeloopMask(DiagnosticBag diagnostics)
{
    private const long LargestFile = 1L << 28;

    public ActualDensity? Read(TimeloopMap map, IReadOnlyList<long> extents, long size)
    {
        if (map.Text("data_file_path", "data_path", "file", "filename") is not { } path)
        {
            diagnostics.Error("NEST103", "'data_file_path' is missing", map.Node.Spot, "data_file_path: weights.txt");
            return null;
        }
        if (Load(path, map) is not { } text) return null;
        var mask = Mask(text, size);
        if (mask is not null && mask.Length == size) return new(mask, extents);
        diagnostics.Error("NEST109", mask is null ? $"'{path}' is no list of numbers" : $"'{path}' has {mask.Length:N0} values, and the tensor has {size:N0}",
            map.Node.Spot, "one value for each element, the last axis running fastest");
        return null;
    }

    private string? Load(string path, TimeloopMap map)
    {
        try
        {
            var beside = Path.Combine(Path.GetDirectoryName(map.Node.Spot.File) ?? "", path);
            var found = new FileInfo(File.Exists(path) ? path : beside);
            if (found.Exists && found.Length <= LargestFile) return File.ReadAllText(found.FullName);
            diagnostics.Error("NEST109", found.Exists ? $"'{path}' is larger than {LargestFile:N0} bytes" : $"there is no file '{path}'", map.Node.Spot,
                "a path from here, or from the YAML file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Error("NEST109", $"'{path}' cannot be read: {e.Message}", map.Node.Spot);
        }
        return null;
    }

    private static bool[]? Mask(string text, long size)
    {
        var mask = new List<bool>((int)Math.Min(size, text.Length));
        if (text.AsSpan().TrimEnd().IndexOfAnyExcept("01\r\n") < 0)
        {
            mask.AddRange(text.Where(char.IsAsciiDigit).Select(digit => digit == '1'));
            if (mask.Count == size) return [.. mask];
            mask.Clear();
        }
        foreach (var range in text.AsSpan().SplitAny(" ,;\t\r\n"))
        {
            var word = text.AsSpan(range);
            if (word.IsEmpty) continue;
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
            mask.Add(value != 0);
        }
        return [.. mask];
    }
}
