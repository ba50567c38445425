namespace Ridgeline.Reports.Svg;

/// <summary>The colours of pictures; they stay apart for colour-blind readers, on white and on dark paper.</summary>
public static class Palette
{
    /// <summary>What is gathered, unknown or unimportant.</summary>
    public const string Rest = "#9aa3af";

    private static readonly string[] Colors =
        ["#3f78b5", "#f0a340", "#2a9d7f", "#d1576b", "#7cc4e8", "#8d5a97", "#c9b93a", "#b5651d"];

    private static readonly Rgb[] Heat =
    [
        new(0xff, 0xf7, 0xe6), new(0xfd, 0xdc, 0xa5), new(0xf9, 0xae, 0x63), new(0xe5, 0x6f, 0x38), new(0xb9, 0x3a, 0x22), new(0x7d, 0x1a, 0x1a),
    ];

    /// <summary>The colour of the category with this number; beyond the last they start again, somewhat darker.</summary>
    public static string Category(int index)
    {
        var color = Rgb.Parse(Colors[index % Colors.Length]);
        var round = index / Colors.Length;
        return round == 0 ? color.ToString() : color.Toward(new(0x20, 0x24, 0x2c), Math.Min(0.22 * round, 0.66)).ToString();
    }

    /// <summary>The colour of a cost between 0 (pale) and 1 (strong); its lightness only falls, so it survives a grey printer.</summary>
    public static Rgb Cost(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Heat.Length - 1);
        var step = Math.Min((int)place, Heat.Length - 2);
        return Heat[step].Toward(Heat[step + 1], place - step);
    }
}
