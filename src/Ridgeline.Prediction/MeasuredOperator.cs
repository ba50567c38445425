using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>A single operator by itself, its inputs and outputs in main memory, as microbenchmarks run it.</summary>
public static class MeasuredOperator
{
    // A GELU by its textbook formula: see docs/counting.md.
    private const int GeluPlain = 4;

    /// <summary>The predicted time.</summary>
    public static Seconds Predict(Machine machine, Measurement measurement) => Predict(new MachineModel(machine), measurement);

    /// <summary>The plain roofline: max(operations / peak, bytes / bandwidth of main memory), nothing else.</summary>
    public static Seconds Roofline(Machine machine, Measurement measurement)
    {
        var model = new MachineModel(machine);
        var job = JobOf(measurement);
        var bytes = job.Reads.Concat(job.Writes).Sum(t => (double)t.Size.Value);
        var peak = job.Products.Count > 0 ? model.Products(job.Format).Max(u => u.Flops) : model.Vector(job.Format).Flops;
        return new(Math.Max((double)job.Work.Flops.Value / peak, bytes / model.Levels[0].Read));
    }

    internal static Seconds Predict(MachineModel model, Measurement measurement)
    {
        var job = JobOf(measurement);
        return new(new GroupModel(model, new([], 0, holdsWeights: false), new(null, [])).Cost(new(job, [], job.Reads, job.Writes)).Time);
    }

    private static Job JobOf(Measurement m)
    {
        var family = m.Family ?? throw new ArgumentException($"no family of operators is called '{m.Op}'", nameof(m));
        var isProduct = family == OperatorFamily.Matmul;
        Int128 elements = (Int128)m.M * m.N * m.Count;
        return new()
        {
            Name = m.Op, Op = m.Op, Block = "", Family = family, Format = m.Format, Row = m.N,
            Work = family switch
            {
                OperatorFamily.Matmul => new() { Macs = new(elements * m.K) },
                OperatorFamily.Softmax => new() { Additions = new(2 * elements), Comparisons = new(elements), Divisions = new(elements),
                    Transcendentals = new(elements) },
                OperatorFamily.Normalization => new() { Additions = new(4 * elements), Multiplications = new(3 * elements) },
                OperatorFamily.Elementwise => new() { Additions = new(elements), Multiplications = new((GeluPlain - 1) * elements),
                    Transcendentals = new(elements) },
                _ => default,
            },
            Products = isProduct ? [new(m.M, m.N, m.K, m.Count)] : [],
            Reads = isProduct ? [Tensor(0, (Int128)m.M * m.K * m.Count, m), Tensor(1, (Int128)m.K * m.N * m.Count, m)] : [Tensor(0, elements, m)],
            Writes = [Tensor(2, elements, m)],
        };
    }

    private static LayerTensor Tensor(int id, Int128 elements, Measurement m) => new(id, new((long)(elements * m.Format.Bits() / 8)), false, true);
}
