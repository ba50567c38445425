using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Neighbouring elements of any type, text included, as blocks to move.</summary>
internal static unsafe class Blocks
{
    /// <summary>target[to + i] = source[from + i] for i below <paramref name="count"/>; the types are one.</summary>
    public static void Copy(RuntimeTensor source, long from, RuntimeTensor target, long to, long count)
    {
        if (source.Element == ElementType.String)
        {
            Array.Copy(source.Texts, from, target.Texts, to, count);
            return;
        }
        var size = source.ElementSize;
        if (count == 1 && size == 4) ((uint*)target.Data)[to] = ((uint*)source.Data)[from];
        else Buffer.MemoryCopy((byte*)source.Data + (from * size), (byte*)target.Data + (to * size), count * size, count * size);
    }

    /// <summary>Makes all elements zero, or empty text.</summary>
    public static void Clear(RuntimeTensor tensor)
    {
        if (tensor.Element == ElementType.String) Array.Fill(tensor.Texts, "");
        else new Span<byte>(tensor.Data, checked((int)tensor.ByteCount)).Clear();
    }
}
