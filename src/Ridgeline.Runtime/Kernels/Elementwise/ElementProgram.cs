using Ridgeline.Runtime.Kernels.Conversion;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>
/// Several functions of each element, one after the other over blocks that stay in the first-level cache: inputs are read from memory once, only the last
/// result is written there. Inputs may broadcast, and inputs and output may be quantised bytes, converted a block at a time.
/// </summary>
internal sealed unsafe class ElementProgram
{
    /// <summary>The most inputs.</summary>
    public const int MostInputs = 12;

    private const int Block = 1024;
    private const int MostBuffers = 6;
    private const nint ChunkLength = 16 * 1024;

    private readonly ElementCode[] _code;
    private readonly int _inputs;
    private readonly int _buffers;

    // Dimensions of the output without those that all walk through without a jump, and each input's strides along them.
    private readonly nint[] _dims;
    private readonly nint[] _strides;

    // For each input, and the output behind them, how it lies as bytes; a scale of 0 says floats.
    private readonly ElementBytes[] _bytes;

    private ElementProgram(ElementCode[] code, int inputs, int buffers, nint[] dims, nint[] strides, ElementBytes[] bytes) =>
        (_code, _inputs, _buffers, _dims, _strides, _bytes) = (code, inputs, buffers, dims, strides, bytes);

    /// <summary>Compiles steps of which the last one makes the output; null if they need too many inputs or buffers.</summary>
    /// <param name="steps">What is computed; a step uses results of earlier ones.</param>
    /// <param name="dims">The output's dimensions.</param>
    /// <param name="inputs">Each input's dimensions, which broadcast to the output's.</param>
    /// <param name="width">The vector width; the best if it is 0.</param>
    /// <param name="bytes">How each input, and the output behind them, lies as bytes; null for floats. Left out: all floats.</param>
    public static ElementProgram? Of(
        IReadOnlyList<ElementStep> steps, long[] dims, IReadOnlyList<long[]> inputs, int width = 0, IReadOnlyList<ElementBytes?>? bytes = null)
    {
        if (inputs.Count > MostInputs) return null;
        var code = new ElementCode[steps.Count];
        var buffers = Assign(steps, inputs.Count, code);
        if (buffers > MostBuffers) return null;
        for (var i = 0; i < code.Length; i++)
        {
            if (steps[i].Unary is { } function)
            {
                code[i].Unary = UnaryKernels.Of(function.Kind, width == 0 ? VectorWidth.Best : width);
                (code[i].Alpha, code[i].Beta) = (function.Alpha, function.Beta);
            }
            else code[i].Binary = BinaryKernels.Of(steps[i].Binary, width == 0 ? VectorWidth.Best : width);
        }
        var (own, strides) = Collapsed(dims, inputs);
        return new(code, inputs.Count, buffers, own, strides, [.. Enumerable.Range(0, inputs.Count + 1).Select(i => bytes?[i] ?? default)]);
    }

    /// <summary>Scratch that <see cref="Run"/> needs.</summary>
    public long ScratchBytes(int threads) => (long)threads * Buffers * Block * sizeof(float);

    // One for each operand, too, if some are bytes.
    private int Buffers => _buffers + (_bytes.Any(b => b.Scale != 0) ? _inputs + 1 : 0);

    /// <summary>Computes; allocates nothing. The output may be an input of its dimensions.</summary>
    public void Run(float** inputs, float* output, float* scratch, WorkerPool pool)
    {
        nint total = 1;
        foreach (var dim in _dims) total *= dim;
        if (total == 0) return;
        var inner = _dims[^1];
        var pieces = Math.Max(1, inner / ChunkLength);
        var rowsOfChunk = Math.Max(1, ChunkLength / inner);
        var rows = total / inner;
        fixed (ElementCode* code = _code)
        fixed (nint* dims = _dims, strides = _strides)
        fixed (ElementBytes* bytes = _bytes)
        {
            var work = new Work(code, _code.Length, inputs, _inputs, output, scratch, Buffers * Block, dims, strides, _dims.Length, pieces, rowsOfChunk, rows, bytes, _buffers);
            pool.Run((int)(pieces * ((rows + rowsOfChunk - 1) / rowsOfChunk)), work);
        }
    }

    // A buffer is free again after the last step that reads it, which may write its own result there.
    private static int Assign(IReadOnlyList<ElementStep> steps, int inputs, ElementCode[] code)
    {
        var last = new int[steps.Count];
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var operand in Operands(steps[i]))
            {
                if (operand >= inputs) last[operand - inputs] = i;
            }
        }
        var holds = new List<int>();
        var buffer = new int[steps.Count];
        int Seen(int operand) => operand < inputs ? operand : inputs + buffer[operand - inputs];
        for (var i = 0; i < steps.Count; i++)
        {
            (code[i].A, code[i].B) = (Seen(steps[i].A), steps[i].Unary is null ? Seen(steps[i].B) : 0);
            if (i == steps.Count - 1)
            {
                code[i].To = -1;
                continue;
            }
            var free = holds.FindIndex(step => last[step] <= i);
            if (free < 0) free = holds.Count;
            if (free == holds.Count) holds.Add(i);
            else holds[free] = i;
            code[i].To = buffer[i] = free;
        }
        return holds.Count;
    }

    private static IEnumerable<int> Operands(ElementStep step) => step.Unary is null ? [step.A, step.B] : [step.A];

    private static (nint[] Dims, nint[] Strides) Collapsed(long[] dims, IReadOnlyList<long[]> inputs)
    {
        var (sizes, strides) = (new List<nint>(), new List<nint[]>());
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            var (size, own) = ((nint)dims[i], new nint[inputs.Count]);
            for (var k = 0; k < own.Length; k++) own[k] = Stride(inputs[k], i - dims.Length + inputs[k].Length);
            if (sizes.Count > 0 && Continues(strides[^1], own, size)) (sizes[^1], strides[^1]) = (sizes[^1] * size, own);
            else
            {
                sizes.Add(size);
                strides.Add(own);
            }
        }
        if (sizes.Count == 0)
        {
            sizes.Add(1);
            strides.Add(new nint[inputs.Count]);
        }
        var byInput = new nint[inputs.Count * sizes.Count];
        for (var i = 0; i < byInput.Length; i++) byInput[i] = strides[i % sizes.Count][i / sizes.Count];
        return (sizes.ToArray(), byInput);
    }

    // Whether every input comes, after a dimension of that size, to where one step of the dimension before leads.
    private static bool Continues(nint[] before, nint[] strides, nint size)
    {
        for (var k = 0; k < strides.Length; k++)
        {
            if (before[k] != strides[k] * size) return false;
        }
        return true;
    }

    private static nint Stride(long[] dims, int axis)
    {
        if (axis < 0 || dims[axis] == 1) return 0;
        nint stride = 1;
        for (var i = axis + 1; i < dims.Length; i++) stride *= (nint)dims[i];
        return stride;
    }

    private readonly struct Work(
        ElementCode* code, int steps, float** inputs, int inputCount, float* output, float* scratch, nint scratchOfWorker, nint* dims, nint* strides, int rank,
        nint pieces, nint rowsOfChunk, nint rows, ElementBytes* bytes, int firstOperand) : IChunkedWork
    {
        private readonly ElementBytes* _bytes = bytes;
        private readonly ElementCode* _code = code;
        private readonly float** _inputs = inputs;
        private readonly float* _output = output, _scratch = scratch;
        private readonly nint* _dims = dims, _strides = strides;

        public void Run(int chunk, int worker)
        {
            var at = stackalloc float*[MostInputs];
            var buffers = _scratch + (worker * scratchOfWorker);
            var inner = _dims[rank - 1];
            nint piece = chunk % pieces, first = inner * piece / pieces, count = (inner * (piece + 1) / pieces) - first;
            var firstRow = chunk / pieces * rowsOfChunk;
            for (var row = firstRow; row < Math.Min(rows, firstRow + rowsOfChunk); row++)
            {
                for (var i = 0; i < inputCount; i++) at[i] = Moved(_inputs[i], i, Place(i, row) + (first * _strides[(i * rank) + rank - 1]));
                for (nint from = 0; from < count; from += Block)
                {
                    var to = Moved(_output, inputCount, (row * inner) + first + from);
                    RunBlock(at, buffers, from, Math.Min(Block, count - from), to);
                }
            }
        }

        private nint Place(int input, nint row)
        {
            nint place = 0;
            for (var i = rank - 2; i >= 0; i--)
            {
                place += row % _dims[i] * _strides[(input * rank) + i];
                row /= _dims[i];
            }
            return place;
        }

        private float* Moved(float* operand, int index, nint elements) => IsBytes(index) ? (float*)((byte*)operand + elements) : operand + elements;

        private bool IsBytes(int operand) => _bytes[operand].Scale != 0;

        // Where an operand that is bytes lies as floats.
        private float* Converted(int operand, float* buffers) => buffers + ((firstOperand + operand) * Block);

        private void RunBlock(float** at, float* buffers, nint from, nint count, float* to)
        {
            for (var i = 0; i < inputCount; i++)
            {
                if (!IsBytes(i)) continue;
                var (b, step) = (_bytes[i], Step(i));
                Quantisation.Dequantise((byte*)Moved(at[i], i, from * step), Converted(i, buffers), step == 0 ? 1 : count, b.Scale, b.Zero, b.Signed);
            }
            if (!IsBytes(inputCount))
            {
                RunSteps(at, buffers, from, count, to);
                return;
            }
            var made = Converted(inputCount, buffers);
            var last = _bytes[inputCount];
            RunSteps(at, buffers, from, count, made);
            Quantisation.Quantise(made, (byte*)to, count, last.Scale, last.Zero, last.Signed);
        }

        private void RunSteps(float** at, float* buffers, nint from, nint count, float* to)
        {
            for (var i = 0; i < steps; i++)
            {
                ref var step = ref _code[i];
                nint aStep = Step(step.A);
                float* a = Operand(step.A, at, buffers, from);
                var y = step.To < 0 ? to : buffers + (step.To * Block);
                if (step.Unary is not null)
                {
                    step.Unary(a, y, count, step.Alpha, step.Beta);
                    continue;
                }
                step.Binary(a, Operand(step.B, at, buffers, from), y, count, aStep, Step(step.B));
            }
        }

        private float* Operand(int operand, float** at, float* buffers, nint from) =>
            operand < inputCount ? IsBytes(operand) ? Converted(operand, buffers) : at[operand] + (from * Step(operand)) : buffers + ((operand - inputCount) * Block);

        private nint Step(int operand) => operand < inputCount ? _strides[(operand * rank) + rank - 1] : 1;
    }
}
