using Ridgeline.Runtime.Kernels.Attention;

namespace Ridgeline.Runtime.Operators;

/// <summary>Masks of truth values for the attention kernels, which add.</summary>
internal static unsafe class MaskRows
{
    /// <summary>0 where a mask holds, -∞ elsewhere.</summary>
    public static float* Bias(RuntimeTensor mask, float* target)
    {
        var holds = mask.Pointer<byte>();
        for (var i = 0L; i < mask.Count; i++) target[i] = holds[i] != 0 ? 0 : float.NegativeInfinity;
        return target;
    }

    /// <summary>Whether a query may see no key at all: its result is 0 then, which adding cannot say.</summary>
    public static bool BarsAll(RuntimeTensor mask, in AttentionCall call)
    {
        var columns = mask.Dims[^1];
        var rows = mask.Rank > 1 ? mask.Dims[^2] : 1;
        for (var row = 0L; row < mask.Count / columns; row++)
        {
            // A row that serves all queries must serve the one that sees least.
            var seen = call.KeysOf(rows == 1 ? 0 : (int)(row % rows));
            if (!new ReadOnlySpan<byte>(mask.Pointer<byte>() + (row * columns), seen).ContainsAnyExcept((byte)0)) return true;
        }
        return false;
    }
}
