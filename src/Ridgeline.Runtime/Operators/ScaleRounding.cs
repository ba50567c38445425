namespace Ridgeline.Runtime.Operators;

/// <summary>From a float to a power of two with an 8-bit exponent (E8M0), as ONNX's Cast defines it: away from zero, to nearest, or toward zero.</summary>
internal static class ScaleRounding
{
    private const int Bias = 127;
    private const int Largest = 254;

    /// <summary>The code; 255 is NaN.</summary>
    public static byte Code(float value, bool saturate, string rounding)
    {
        if (float.IsNaN(value)) return byte.MaxValue;
        if (float.IsInfinity(value)) return saturate ? (byte)Largest : byte.MaxValue;
        var magnitude = Math.Abs(value);
        if (magnitude == 0) return 0;
        var exponent = Math.ILogB(magnitude);
        var mantissa = Math.ScaleB(magnitude, -exponent);
        var up = rounding switch
        {
            "up" => mantissa > 1,
            "nearest" => mantissa >= 1.5,
            _ => false,
        };
        var code = exponent + (up ? 1 : 0) + Bias;
        return code > Largest ? saturate ? (byte)Largest : byte.MaxValue : (byte)Math.Max(code, 0);
    }
}
