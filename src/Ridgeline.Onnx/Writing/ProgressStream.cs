using Ridgeline.Quantities;

namespace Ridgeline.Onnx.Writing;

/// <summary>A stream that only writes, and tells how far it is.</summary>
internal sealed class ProgressStream(Stream inner, Bytes done, Bytes total, Action<Bytes, Bytes> progress) : Stream
{
    private const long Step = 16 << 20;
    private long _written;
    private long _told;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        _written += buffer.Length;
        if (_written - _told < Step) return;
        _told = _written;
        progress(done + new Bytes(_written), total);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
