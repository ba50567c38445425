namespace Ridgeline.Accelerators.Systolic;

/// <summary>Words that an array takes from and gives to its memories.</summary>
/// <param name="Inputs">Input words read.</param>
/// <param name="Weights">Weight words read.</param>
/// <param name="Sums">Partial sums read back.</param>
/// <param name="Outputs">Sums written, partial ones included.</param>
public readonly record struct SramWords(long Inputs, long Weights, long Sums, long Outputs)
{
    /// <summary>All words read.</summary>
    public long Reads => checked(Inputs + Weights + Sums);

    /// <summary>The words of both.</summary>
    public static SramWords operator +(SramWords a, SramWords b)
        => checked(new(a.Inputs + b.Inputs, a.Weights + b.Weights, a.Sums + b.Sums, a.Outputs + b.Outputs));

    /// <summary>The words of so many times the same.</summary>
    public static SramWords operator *(SramWords words, long times)
        => checked(new(words.Inputs * times, words.Weights * times, words.Sums * times, words.Outputs * times));
}
