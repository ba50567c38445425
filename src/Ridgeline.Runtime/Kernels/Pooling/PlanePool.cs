using System.Numerics.Tensors;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>
/// Pooling over planes, [batch channels, depth, height, width]: the rows that a window sees are folded into one, padded at both ends, and that with itself,
/// shifted by a column each time. So all is done in whole rows, whatever the stride.
/// </summary>
internal static unsafe class PlanePool
{
    private const long ChunkReads = 32 * 1024;

    /// <summary>Scratch that <see cref="Run"/> needs for one worker.</summary>
    public static long ScratchBytes(in ConvolutionShape shape) => sizeof(float) * 2L * Length(shape);

    /// <summary>Computes; allocates nothing.</summary>
    /// <param name="kind">What.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">[batch channels, spatial].</param>
    /// <param name="y">[batch channels, spatial].</param>
    /// <param name="padEnd">Zeros behind the input, which a mean with padding counts as far as they go.</param>
    /// <param name="pool">Who computes.</param>
    /// <param name="scratch">As much memory as <see cref="ScratchBytes"/> says for each of the pool's threads.</param>
    public static void Run(PoolKind kind, in ConvolutionShape shape, float* x, float* y, Extent padEnd, WorkerPool pool, byte* scratch)
    {
        var planes = shape.Batch * shape.Channels;
        if (planes == 0 || shape.Output.Count == 0) return;
        var each = (int)Math.Clamp(ChunkReads / Math.Max(1, (long)shape.Input.Count), 1, planes);
        pool.Run((planes + each - 1) / each, new Work(shape, kind, x, y, padEnd, planes, each, (float*)scratch));
    }

    // Columns that the windows of a row see, padding included.
    private static int Length(in ConvolutionShape s) => ((s.Output.Width - 1) * s.Stride.Width) + ((s.Kernel.Width - 1) * s.Dilation.Width) + 1;

    private readonly struct Work(ConvolutionShape s, PoolKind kind, float* x, float* y, Extent padEnd, int planes, int each, float* scratch) : IChunkedWork
    {
        private readonly float* _x = x, _y = y, _scratch = scratch;

        public void Run(int chunk, int worker)
        {
            var length = Length(s);
            var row = new Span<float>(_scratch + ((nint)worker * 2 * length), length);
            var folded = new Span<float>(_scratch + ((((nint)worker * 2) + 1) * length), length);
            row.Fill(kind == PoolKind.Max ? float.NegativeInfinity : 0);
            for (var plane = chunk * each; plane < Math.Min(planes, (chunk + 1) * each); plane++)
            {
                var from = _x + ((nint)plane * s.Input.Count);
                var to = _y + ((nint)plane * s.Output.Count);
                for (var oz = 0; oz < s.Output.Depth; oz++)
                {
                    for (var oy = 0; oy < s.Output.Height; oy++, to += s.Output.Width) Row(from, oz, oy, row, folded, new(to, s.Output.Width));
                }
            }
        }

        private void Row(float* from, int oz, int oy, Span<float> row, Span<float> folded, Span<float> to)
        {
            var (z, depth, allDepth) = Pool.Box(oz, s.Stride.Depth, s.Pad.Depth, s.Dilation.Depth, s.Kernel.Depth, s.Input.Depth, padEnd.Depth);
            var (top, height, allHeight) = Pool.Box(oy, s.Stride.Height, s.Pad.Height, s.Dilation.Height, s.Kernel.Height, s.Input.Height, padEnd.Height);
            var inside = row.Slice(s.Pad.Width, Math.Min(s.Input.Width, row.Length - s.Pad.Width));
            if (depth * height == 0) inside.Fill(kind == PoolKind.Max ? float.NegativeInfinity : 0);
            for (var i = 0; i < depth * height; i++)
            {
                var line = (((z + (i / height * s.Dilation.Depth)) * s.Input.Height) + top + (i % height * s.Dilation.Height)) * (nint)s.Input.Width;
                var taken = new ReadOnlySpan<float>(from + line, inside.Length);
                if (i == 0) taken.CopyTo(inside);
                else Fold(inside, taken, inside);
            }
            Columns(row, folded, to);
            if (kind != PoolKind.Max) Divide(to, kind == PoolKind.AverageWithPadding ? allDepth * allHeight : depth * height);
        }

        private void Columns(Span<float> row, Span<float> folded, Span<float> to)
        {
            var (stride, count) = (s.Stride.Width, ((to.Length - 1) * s.Stride.Width) + 1);
            var made = stride == 1 ? to : folded[..count];
            if (s.Kernel.Width == 1) row[..count].CopyTo(made);
            else Fold(row[..count], row.Slice(s.Dilation.Width, count), made);
            for (var k = 2; k < s.Kernel.Width; k++) Fold(made, row.Slice(k * s.Dilation.Width, count), made);
            if (stride == 1) return;
            for (var i = 0; i < to.Length; i++) to[i] = made[i * stride];
        }

        private void Fold(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
        {
            if (kind == PoolKind.Max) TensorPrimitives.Max(a, b, y);
            else TensorPrimitives.Add(a, b, y);
        }

        private void Divide(Span<float> to, int lines)
        {
            var whole = 1f / ((float)lines * s.Kernel.Width);
            for (var ox = 0; ox < to.Length; ox++)
            {
                var (_, inside, all) = Pool.Box(ox, s.Stride.Width, s.Pad.Width, s.Dilation.Width, s.Kernel.Width, s.Input.Width, padEnd.Width);
                var columns = kind == PoolKind.AverageWithPadding ? all : inside;
                to[ox] *= columns == s.Kernel.Width ? whole : columns * lines == 0 ? 0 : 1f / ((float)lines * columns);
            }
        }
    }
}
