using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>A machine prepared for prediction: the path from main memory to the units, and which unit can compute what.</summary>
internal sealed class MachineModel
{
    private readonly Dictionary<NumberFormat, IReadOnlyList<UnitModel>> _products = [];
    private readonly Dictionary<NumberFormat, UnitModel> _vectors = [];
    private readonly Dictionary<(OperatorFamily, string, NumberFormat, bool), Efficiency> _efficiencies = [];

    private readonly double _matrixFlops;

    public MachineModel(Machine machine)
    {
        Machine = machine;
        Energy = EnergyModel.For(machine);
        var path = machine.PathTo(machine.Units.MaxBy(u => u.Rates.Count == 0 ? 0 : u.Rates.Max(r => r.Peak.Value))!).Reverse().ToList();
        var known = machine.Cores ?? path.Max(level => level.Instances);
        Cores = Math.Max(1, known);
        // One core of several is told by what it has for itself; a chip with one core has its innermost memory for that core, if another lies around it.
        var innermost = path.FindLast(level => level.IsOnChip && level.Kind != MemoryKind.Register);
        var isNested = path.Count(level => level.IsOnChip && level.Kind != MemoryKind.Register) > 1;
        Levels = [.. path.Select(level => Model(level, level.IsOnChip && (Cores > 1 ? level.Instances >= Cores : isNested && level == innermost)))];
        LastLevel = path.FindIndex(level => level.IsOnChip && level.Kind != MemoryKind.Register && level.TotalSize is not null);
        Resident = LastLevel < 0 ? 0 : Levels[LastLevel].Total * (path[LastLevel].Kind is MemoryKind.Cache ? CacheShare : 1);
        Fabric = Math.Max(0, Levels.FindLastIndex(level => !level.IsPrivate && !level.IsRegister));
        FabricRead = Levels.Where((level, i) => !level.IsRegister && (i == Fabric || (i > Fabric && i == Levels.Count - 1))).Min(level => level.Read);
        // Where one core has the chip for itself, its memory is the innermost.
        var own = Levels.Exists(level => level.IsPrivate) ? Levels.FindAll(level => level.IsPrivate)
            : Levels.Skip(1).Where(level => level.Total > 0).TakeLast(1).ToList();
        CoreBytes = own.Select(level => level.Instance).DefaultIfEmpty(0).Max();
        CoreKeeps = own.Where(level => level.Total > 0).Select(level => level.Keeps / level.Total * level.Instance).DefaultIfEmpty(0).Max();
        // Fits are made in half precision where a machine has it.
        var matrices = machine.Units.Where(u => u.Kind is UnitKind.Matrix or UnitKind.Systolic).ToList();
        _matrixFlops = matrices.Select(u => (u.Rate(NumberFormat.Fp16) ?? u.Rates.MaxBy(r => r.Peak.Value))?.Peak.Value ?? 0).DefaultIfEmpty(0).Max();
        HasMatrix = matrices.Count > 0;
        HoldsWeights = !Efficiencies.StreamsWeights(machine);
    }

    // Half of a cache is given to what stays, the other half to what streams through: an estimate. A scratchpad holds what the compiler wants.
    private const double CacheShare = 0.5;

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>Its energies.</summary>
    public EnergyModel Energy { get; }

    /// <summary>Cores over which work is spread.</summary>
    public long Cores { get; }

    /// <summary>Levels from main memory to the units, outermost first.</summary>
    public List<LevelModel> Levels { get; }

    /// <summary>The index of the outermost level on the chip whose size is known; -1 if there is none.</summary>
    public int LastLevel { get; }

    /// <summary>Bytes that may stay on the chip between layers.</summary>
    public double Resident { get; }

    /// <summary>The index of the innermost level that cores share: tiles are fetched from it.</summary>
    public int Fabric { get; }

    /// <summary>Bytes a second at which tiles reach the units, past the slowest of the levels that they cross whole.</summary>
    public double FabricRead { get; }

    /// <summary>The largest memory of one core; 0 if none is known.</summary>
    public double CoreBytes { get; }

    /// <summary>Bytes that one core can keep while others stream through; 0 if no memory of a core is known.</summary>
    public double CoreKeeps { get; }

    /// <summary>Whether a whole network is one start: a phone's neural engine runs a compiled network in one call.</summary>
    public bool StartsOnce => Machine.Class is MachineClass.Mobile or MachineClass.Npu;

    /// <summary>Whether it has units that multiply tiles.</summary>
    public bool HasMatrix { get; }

    /// <summary>Whether weights may stay on the chip from one run to the next.</summary>
    public bool HoldsWeights { get; }

    /// <summary>Whether any unit computes a format as it is.</summary>
    public bool Supports(NumberFormat format) => Usable(format).Count > 0;

    /// <summary>The units that can multiply a format, each at its fastest; any unit at all if none can.</summary>
    public IReadOnlyList<UnitModel> Products(NumberFormat format)
    {
        if (_products.TryGetValue(format, out var known)) return known;
        var usable = Usable(format);
        return _products[format] = usable.Count > 0 ? usable : [.. Machine.Units.Select(u => Best(u, NumberFormats.All)).OfType<UnitModel>()];
    }

    /// <summary>The unit for arithmetic on vectors.</summary>
    public UnitModel Vector(NumberFormat format)
    {
        if (_vectors.TryGetValue(format, out var known)) return known;
        var lanes = Usable(format).Where(u => !u.IsMatrix).ToList();
        if (lanes.Count == 0) lanes = [.. Machine.Units.Select(u => Best(u, NumberFormats.All)).OfType<UnitModel>().Where(u => !u.IsMatrix)];
        return _vectors[format] = lanes.Count > 0 ? lanes.MaxBy(u => u.Flops)! : Edge(Products(format).MaxBy(u => u.Flops)!);
    }

    /// <summary>The efficiency of a job on a unit.</summary>
    public Efficiency Efficiency(Job job, UnitModel unit) => Efficiency(job.Family, OperatorKinds.Of(job), job.Format, unit);

    /// <summary>The efficiency of arithmetic on vectors beside products.</summary>
    public Efficiency Beside(NumberFormat format, UnitModel vector)
        => Efficiency(OperatorFamily.Elementwise, OperatorFamily.Elementwise.Name(), format, vector);

    private Efficiency Efficiency(OperatorFamily family, string kind, NumberFormat format, UnitModel unit)
    {
        var aside = family == OperatorFamily.Matmul && !unit.IsMatrix && HasMatrix;
        return _efficiencies.TryGetValue((family, kind, format, aside), out var known) ? known
            : _efficiencies[(family, kind, format, aside)] = aside
                ? Efficiencies.Beside(Machine, format, unit.Flops / _matrixFlops) : Efficiencies.Of(Machine, family, kind, format);
    }

    // A machine that has nothing but an array does vector work where results leave it: one operation a column and cycle.
    private static UnitModel Edge(UnitModel array) => array with { Flops = array.Flops / Math.Max(16, array.Unit.Rows), IsOutlet = true };

    // Double precision could hold what is narrower, but no library multiplies single precision on units for double where others take it as it is.
    private List<UnitModel> Usable(NumberFormat format)
    {
        var formats = UsableFormats.Of(format);
        if (format != NumberFormat.Fp64 && Machine.Formats.Any(f => f != NumberFormat.Fp64 && formats.Contains(f)))
        {
            formats = [.. formats.Where(f => f != NumberFormat.Fp64)];
        }
        return [.. Machine.Units.Select(u => Best(u, formats)).OfType<UnitModel>()];
    }

    // The usual accumulator before a narrow one: that is what frameworks ask for.
    private static UnitModel? Best(ComputeUnit unit, IReadOnlyList<NumberFormat> formats)
    {
        var rates = formats.Select(f => unit.Rate(Precision.Of(f)) ?? unit.Rate(f)).OfType<ComputeRate>().Where(r => r.Peak.Value > 0).ToList();
        return rates.Count == 0 ? null : rates.MaxBy(r => r.Peak.Value) is { } rate ? new(unit, rate, rate.Peak.Value) : null;
    }

    private LevelModel Model(MemoryLevel level, bool isPrivate)
    {
        var read = level.ReadBandwidth?.Value is > 0 and var r ? r : double.PositiveInfinity;
        var write = level.WriteBandwidth?.Value is > 0 and var w ? w : read;
        return new(level.Name, read, write, level.TotalSize?.Value ?? 0, level.Size?.Value ?? 0, isPrivate,
            level.Kind == MemoryKind.Register, level.Kind == MemoryKind.Cache, level is { Kind: MemoryKind.Register, EnergyPerByte: null } ? 0
                : Energy.PerByte(level).Value);
    }
}
