namespace Ridgeline.Machines;

/// <summary>Names and sizes of number formats.</summary>
public static class NumberFormats
{
    /// <summary>All formats, from wide to narrow, floats first.</summary>
    public static IReadOnlyList<NumberFormat> All { get; } = Enum.GetValues<NumberFormat>();

    /// <summary>All names, as they are written in a machine file.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(Name)];

    /// <summary>The name: <c>fp16</c>.</summary>
    public static string Name(this NumberFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The format of a name.</summary>
    /// <returns>Null if there is none.</returns>
    public static NumberFormat? Find(string name)
    {
        foreach (var format in All)
        {
            if (format.Name() == name) return format;
        }
        return null;
    }

    /// <summary>How many bits one number takes in memory.</summary>
    public static int Bits(this NumberFormat format) => format switch
    {
        NumberFormat.Fp64 or NumberFormat.Int64 => 64,
        NumberFormat.Fp32 or NumberFormat.Tf32 or NumberFormat.Int32 => 32,
        NumberFormat.Bf16 or NumberFormat.Fp16 or NumberFormat.Int16 => 16,
        NumberFormat.Fp8 or NumberFormat.Int8 => 8,
        NumberFormat.Fp6 => 6,
        NumberFormat.Fp4 or NumberFormat.Int4 => 4,
        _ => 1,
    };

    /// <summary>Whether it is an integer.</summary>
    public static bool IsInteger(this NumberFormat format) => format >= NumberFormat.Int64;

    /// <summary>What products are summed in where nothing is said: at least 32 bits.</summary>
    public static NumberFormat UsualAccumulator(this NumberFormat format) => format switch
    {
        NumberFormat.Fp64 => NumberFormat.Fp64,
        NumberFormat.Int64 => NumberFormat.Int64,
        _ => format.IsInteger() ? NumberFormat.Int32 : NumberFormat.Fp32,
    };
}
