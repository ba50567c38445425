namespace Ridgeline.Onnx.Reading;

/// <summary>Text from a file, made fit for a message: a hostile name is neither endless nor able to command a terminal.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    public static string Text(string text)
    {
        var shown = text.Length > Longest ? $"{text.AsSpan(0, Longest)}..." : text;
        return $"'{string.Create(shown.Length, shown, static (span, s) =>
        {
            for (var i = 0; i < s.Length; i++) span[i] = char.IsControl(s[i]) ? '\ufffd' : s[i];
        })}'";
    }
}
