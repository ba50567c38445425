using System.Buffers.Binary;

namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>Reads JPEG pictures (ITU-T T.81): sequential and progressive, Huffman-coded, 8 bits a sample, grey or YCbCr (JFIF) or RGB (Adobe).</summary>
internal sealed class JpegReader
{
    private const int Baseline = 0xc0, Extended = 0xc1, Progressive = 0xc2, Huffman = 0xc4, End = 0xd9, Start = 0xda, Quantisers = 0xdb, Interval = 0xdd, Adobe = 0xee;

    private readonly byte[] _file;
    private readonly ushort[][] _quantisers = [new ushort[64], new ushort[64], new ushort[64], new ushort[64]];
    private readonly HuffmanTable?[] _first = new HuffmanTable?[4], _others = new HuffmanTable?[4];
    private readonly List<JpegComponent> _planes = [];
    private Picture? _picture;
    private bool _isProgressive;
    private int _restart;
    private int? _adobe;

    private JpegReader(byte[] file) => _file = file;

    public static Picture Read(byte[] file) => new JpegReader(file).Read();

    private Picture Read()
    {
        var at = 2;
        while (at + 4 <= _file.Length)
        {
            if (_file[at] != 0xff)
            {
                at++;
                continue;
            }
            var marker = _file[at + 1];
            // Fill bytes, restarts and stuffed zeros between segments carry nothing.
            if (marker is 0xff or 0 or (>= 0xd0 and <= 0xd8) or 1)
            {
                at += marker == 0xff ? 1 : 2;
                continue;
            }
            if (marker == End) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at + 2));
            var content = _file.AsSpan(at + 4, length - 2);
            at += 2 + length;
            if (marker == Start) at = Scan(content, at);
            else Segment(marker, content);
        }
        if (_picture is null) throw new InputProblem("INPUT102", "the picture ends before it begins");
        JpegColours.Paint(_picture, _planes, [.. _planes.Select(p => p.Samples(_quantisers[p.Table]))], isRgb: _adobe == 0);
        return _picture;
    }

    private void Segment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case Baseline or Extended or Progressive:
                _isProgressive = marker == Progressive;
                Frame(content);
                break;
            case >= 0xc3 and <= 0xcf and not Huffman and not 0xcc:
                throw new InputProblem("INPUT112", $"a JPEG picture of kind 0x{marker:x2} is not read: sequential and progressive ones are", "save it as PNG");
            case Huffman: Tables(content); break;
            case Quantisers: Quantisation(content); break;
            case Interval: _restart = BinaryPrimitives.ReadUInt16BigEndian(content); break;
            case Adobe when content.Length >= 12 && content[..5].SequenceEqual("Adobe"u8): _adobe = content[11]; break;
        }
    }

    private void Frame(ReadOnlySpan<byte> content)
    {
        if (_picture is not null) throw new InputProblem("INPUT103", "the picture is damaged: it begins twice");
        if (content[0] != 8) throw new InputProblem("INPUT112", $"a JPEG picture of {content[0]} bits a sample is not read", "save it as PNG");
        var count = content[5];
        if (count is not (1 or 3)) throw new InputProblem("INPUT112", $"a JPEG picture of {count} colours is not read: grey and RGB are", "save it as PNG");
        _picture = Picture.Of(BinaryPrimitives.ReadUInt16BigEndian(content[3..]), BinaryPrimitives.ReadUInt16BigEndian(content[1..]));
        for (var i = 0; i < count; i++)
        {
            var part = content.Slice(6 + (i * 3), 3);
            var (across, down) = count == 1 ? (1, 1) : (part[1] >> 4, part[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || part[2] > 3) throw new InputProblem("INPUT103", "the picture is damaged: impossible sampling");
            _planes.Add(new(part[0], across, down, part[2]));
        }
        foreach (var plane in _planes) plane.Size(_picture.Width, _picture.Height, _planes.Max(p => p.Across), _planes.Max(p => p.Down));
    }

    private void Tables(ReadOnlySpan<byte> content)
    {
        while (content.Length >= 17)
        {
            var (kind, slot) = (content[0] >> 4, content[0] & 15);
            var counts = content.Slice(1, 16);
            var total = 0;
            foreach (var count in counts) total += count;
            if (kind > 1 || slot > 3) throw new InputProblem("INPUT103", "the picture is damaged: an impossible Huffman table");
            (kind == 0 ? _first : _others)[slot] = new(counts, content.Slice(17, total));
            content = content[(17 + total)..];
        }
    }

    private void Quantisation(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var (isWide, slot) = (content[0] >> 4 != 0, content[0] & 15);
            var width = isWide ? 2 : 1;
            if (slot > 3) throw new InputProblem("INPUT103", "the picture is damaged: an impossible quantisation table");
            for (var i = 0; i < 64; i++)
            {
                var at = content[(1 + (i * width))..];
                _quantisers[slot][JpegScan.NaturalOrder[i]] = isWide ? BinaryPrimitives.ReadUInt16BigEndian(at) : at[0];
            }
            content = content[(1 + (64 * width))..];
        }
    }

    private int Scan(ReadOnlySpan<byte> content, int start)
    {
        var count = content[0];
        if (_picture is null || count is < 1 or > 3) throw new InputProblem("INPUT103", "the picture is damaged: a scan of nothing");
        var planes = new List<(JpegComponent, HuffmanTable?, HuffmanTable?)>();
        for (var i = 0; i < count; i++)
        {
            var (id, tables) = (content[1 + (i * 2)], content[2 + (i * 2)]);
            var plane = _planes.Find(p => p.Id == id) ?? throw new InputProblem("INPUT103", $"the picture is damaged: there is no plane {id}");
            planes.Add((plane, _first[(tables >> 4) & 3], _others[tables & 3]));
        }
        var rest = content[(1 + (count * 2))..];
        var (first, last, before, now) = _isProgressive ? (rest[0], rest[1], rest[2] >> 4, rest[2] & 15) : (0, 63, 0, 0);
        if (first > last || last > 63 || now > 13 || (count > 1 && first > 0)) throw new InputProblem("INPUT103", "the picture is damaged: an impossible scan");
        var bits = new BitSource(_file, start);
        new JpegScan(bits, _isProgressive) { Planes = planes, Range = (first, last), Bit = (before, now) }.Read(_restart);
        return bits.Position;
    }
}
