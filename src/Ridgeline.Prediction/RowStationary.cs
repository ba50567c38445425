using Ridgeline.Graphs.Operators;

namespace Ridgeline.Prediction;

/// <summary>
/// Convolutions on a row-stationary array (Chen et al., ISCA 2016 and JSSC 2017). A PE slides a row of a filter over a row of an image; R PEs above each
/// other add up to a row of sums, e of these beside each other make e rows: a set. A pass maps r sets of different channels, whose sums are added, and t of
/// different filters; a PE holds p filters of q channels. The buffer holds the sums of m filters, e rows and n images until all channels have passed, and
/// the input of one pass. The mapping taken is that of the least energy x time.
/// </summary>
internal sealed class RowStationary
{
    // Words of 16 bits that a PE has for a row of inputs, of filters, of sums.
    private const long InputWords = 12;
    private const long FilterWords = 224;
    private const long SumWords = 24;

    // Of 27 banks of the buffer two are for filters on their way (JSSC 2017).
    private const double BufferShare = 25d / 27;

    // How many times the strips are halved in search of a mapping.
    private const int Strips = 5;

    private static readonly long[] s_parts = [1, 2, 3, 4, 6, 8, 12, 16, 32, 64, 128];
    private readonly UnitModel _unit;
    private readonly ProductSize _size;
    private readonly PlaneWindow _plane;
    private readonly MachineModel _machine;
    private readonly double _word;
    private readonly long _channels;
    private readonly double _input;
    private readonly double _filters;
    private readonly double _sums;

    private RowStationary(MachineModel machine, UnitModel unit, ProductSize size, PlaneWindow plane)
    {
        (_machine, _unit, _size, _plane) = (machine, unit, size, plane);
        _channels = Math.Max(1, size.Product.K / (plane.KernelHeight * plane.KernelWidth));
        _word = size.Result / ((double)size.Product.M * size.Product.N);
        _input = (double)plane.Images * _channels * plane.InputHeight * plane.InputWidth * _word * size.Product.Count;
        _filters = (double)size.Product.K * size.Product.N * _word * size.Product.Count;
        _sums = size.Result * size.Product.Count;
    }

    /// <summary>The best mapping; null where the dataflow is no convolution over a plane, or its filters are taller than the array.</summary>
    public static TileChoice? Best(MachineModel machine, UnitModel unit, ProductSize size)
        => size.Product is { Window: { } plane, Steps: 1 } && plane.KernelHeight <= unit.Unit.Rows && plane.KernelWidth <= InputWords && machine.LastLevel > 0
            ? new RowStationary(machine, unit, size, plane).Search() : null;

    private TileChoice? Search()
    {
        var (buffer, main) = (_machine.Levels[_machine.Fabric], _machine.Levels[0]);
        var once = _input + _filters + _sums;
        var fixedEnergy = ((double)_size.Product.Macs * _machine.Energy.PerMac(_unit.Unit, _unit.Rate.Precision).Value) + (once * main.EnergyPerByte);
        var (best, least) = (default(TileChoice?), double.PositiveInfinity);
        foreach (var mapping in Mappings())
        {
            if (Choice(mapping) is not { } choice) continue;
            var again = choice.ActivationsAgain + choice.WeightsAgain;
            var time = Math.Max(choice.Compute, Math.Max(choice.FabricBytes / _machine.FabricRead, (once + again) / main.Read));
            var energy = fixedEnergy + (choice.FabricBytes * buffer.EnergyPerByte) + (again * main.EnergyPerByte);
            if (time * energy >= least) continue;
            (best, least) = (choice, time * energy);
        }
        return best;
    }

    private IEnumerable<RowMapping> Mappings()
    {
        var (width, most) = (_plane.KernelWidth, _unit.Unit.Rows / _plane.KernelHeight);
        foreach (var rows in Heights())
        {
            var sets = Math.Max(1, _unit.Unit.Columns / rows) * (most / Ceiling(rows, _unit.Unit.Columns)) * _unit.Unit.Count;
            foreach (var channelSets in s_parts.Append(sets).Where(r => r <= Math.Min(sets, _channels)))
            {
                foreach (var q in s_parts.Where(q => q <= _channels && q * width <= InputWords))
                {
                    for (var p = Math.Min(Math.Min(SumWords, FilterWords / (q * width)), _size.Product.N); p >= 1; p = p > 16 ? 16 : p / 2)
                    {
                        yield return new(rows, channelSets, sets / channelSets, p, q, 1);
                        if (_plane.Images > 1) yield return new(rows, channelSets, sets / channelSets, p, q, _plane.Images);
                    }
                }
            }
        }
    }

    // The fewest strips that the array can take at once, and the next fewest.
    private IEnumerable<long> Heights()
    {
        var most = Math.Min(_plane.Height, _unit.Unit.Columns * (_unit.Unit.Rows / _plane.KernelHeight));
        var fewest = Ceiling(_plane.Height, most);
        return Enumerable.Range(0, Strips).Select(more => Ceiling(_plane.Height, fewest << more)).Distinct();
    }

    private TileChoice? Choice(RowMapping map)
    {
        var p = _size.Product;
        var inputRows = ((map.Rows - 1) * _plane.Stride) + _plane.KernelHeight;
        var perPass = (double)map.Channels * map.Images * Math.Min(inputRows, _plane.InputHeight) * _plane.InputWidth * _word;
        var perFilter = (double)map.Images * map.Rows * _plane.Width * _word;
        var held = (long)Math.Floor(((_machine.Levels[_machine.LastLevel].Total * BufferShare) - perPass) / perFilter / map.Filters) * map.Filters;
        if (held <= 0) return null;
        double strips = Ceiling(_plane.Height, map.Rows), batches = Ceiling(_plane.Images, map.Images), filters = Ceiling(p.N, map.Filters),
            channels = Ceiling(_channels, map.Channels), groups = Ceiling(p.N, Math.Min(held, p.N));
        var passes = strips * batches * filters * channels * p.Count;
        var cycles = passes * map.Images * map.P * map.Q * _plane.KernelWidth * _plane.Width;
        var overlap = Math.Max(1, strips * inputRows / Math.Max(inputRows, _plane.InputHeight));
        var (input, weights) = (_input * overlap, _filters * strips * batches);
        var buffer = (input * filters) + weights + (_sums * ((2 * channels) - 1));
        return new(_unit, cycles * _unit.Unit.Rows * _unit.Unit.Columns * _unit.Unit.Count / _unit.Macs, buffer, map.Rows, map.Filters, passes)
        {
            ActivationsAgain = Math.Max(0, (input * groups) - _input), WeightsAgain = weights - _filters, IsMapped = true,
            // Each PE hands a sum up once it has added its row of the filter, over all channels that it holds.
            Hops = (double)p.Macs / (map.Q * _plane.KernelWidth) * _word,
        };
    }

    private static long Ceiling(long a, long b) => (a + b - 1) / b;
}
