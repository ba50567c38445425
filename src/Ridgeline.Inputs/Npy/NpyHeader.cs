using System.Buffers.Binary;
using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Npy;

/// <summary>The head of an .npy file, versions 1 to 3: element type, order, shape.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsFortran">Whether the first index runs fastest.</param>
/// <param name="Dims">The shape.</param>
/// <param name="Length">Bytes before the elements.</param>
internal sealed record NpyHeader(NpyType Type, bool IsFortran, long[] Dims, int Length)
{
    private const int MostText = 1 << 20;
    private const int Boundary = 64;

    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    /// <summary>Reads the head and leaves the stream at the first element.</summary>
    /// <exception cref="InputProblem">This is no head of an array.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[12];
        Fill(stream, start[..8]);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual(Magic)) throw new InputProblem("INPUT103", "this is no .npy file: it does not begin with \\x93NUMPY");
        var version = start[6];
        if (version is < 1 or > 3) throw new InputProblem("INPUT103", $"version {version} of the .npy format is not known; 1 to 3 are");
        var width = version == 1 ? 2 : 4;
        Fill(stream, start.Slice(8, width));
        var length = width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MostText) throw new InputProblem("INPUT103", $"the head claims to be {length} bytes long");
        var bytes = new byte[length];
        Fill(stream, bytes);
        var text = (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        return Parse(text) with { Length = 8 + width + (int)length };
    }

    /// <summary>The head of a tensor, padded so that elements begin at a multiple of 64 bytes.</summary>
    public static byte[] Bytes(string type, ReadOnlySpan<long> dims)
    {
        var shape = string.Join(", ", dims.ToArray()) + (dims.Length == 1 ? "," : "");
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}";
        var version = text.Length + 11 <= ushort.MaxValue - Boundary ? (byte)1 : (byte)2;
        var fixedPart = version == 1 ? 10 : 12;
        var total = (fixedPart + text.Length + 1 + Boundary - 1) / Boundary * Boundary;
        var head = new byte[total];
        head.AsSpan().Fill((byte)' ');
        head[0] = 0x93;
        Magic.CopyTo(head.AsSpan(1));
        (head[6], head[7], head[^1]) = (version, 0, (byte)'\n');
        if (version == 1) BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)(total - fixedPart));
        else BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), (uint)(total - fixedPart));
        Encoding.Latin1.GetBytes(text, head.AsSpan(fixedPart));
        return head;
    }

    private static NpyHeader Parse(string text)
    {
        var literal = new PythonLiteral(text);
        NpyType? type = null;
        bool? isFortran = null;
        long[]? dims = null;
        literal.Expect('{');
        while (!literal.Take('}'))
        {
            var key = literal.Text();
            literal.Expect(':');
            switch (key)
            {
                case "descr":
                    type = literal.AtText ? NpyType.Parse(literal.Text())
                        : throw new InputProblem("INPUT104", "a structured array is no tensor", "save its fields one by one: np.save(\"x.npy\", a[\"x\"])");
                    break;
                case "fortran_order": isFortran = literal.Truth(); break;
                case "shape": dims = literal.Numbers(); break;
                default: throw new InputProblem("INPUT103", $"the head has the key '{key}', which no version of the format knows");
            }
            if (literal.Take(',')) continue;
            literal.Expect('}');
            break;
        }
        if (type is not { } known || isFortran is not { } order || dims is null)
        {
            throw new InputProblem("INPUT103", "the head lacks one of descr, fortran_order and shape");
        }
        if (Tensor.CountOf(dims) is null) throw new InputProblem("INPUT103", $"the shape ({string.Join(", ", dims)}) is impossible");
        return new(known, order, dims, 0);
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InputProblem("INPUT102", "the file ends within its head", "it is cut off: save or copy it again");
        }
    }
}
