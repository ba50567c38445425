using System.Globalization;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>
/// The known error of the model by family of operators and class of machine, from a table that the validation tests write: Data/known-errors.csv.
/// What was never compared gets the widest error of the family elsewhere, and for a family without any that of all families that move bytes alone.
/// </summary>
public static class KnownErrors
{
    private static readonly List<Row> s_rows = Read();
    private static readonly Dictionary<(OperatorFamily, MachineClass), KnownError> s_known = (from family in Enum.GetValues<OperatorFamily>()
        from kind in Enum.GetValues<MachineClass>() select (family, kind)).ToDictionary(key => key, key => Find(key.family, key.kind));

    /// <summary>The columns of the table.</summary>
    public const string Columns = "family,class,error,widest,points,evidence";

    /// <summary>The known error of a family on a machine that is not calibrated for it.</summary>
    public static KnownError Of(OperatorFamily family, Machine machine) => s_known[(family, KindOf(machine))];

    /// <summary>The class under which a machine is judged: a module with a GPU on it is a GPU.</summary>
    public static MachineClass KindOf(Machine machine) => machine is { Class: MachineClass.Edge, CoreName: "SM" } ? MachineClass.Gpu : machine.Class;

    private static KnownError Find(OperatorFamily family, MachineClass kind)
    {
        if (family == OperatorFamily.View) return new(null, "nothing happens, so there is nothing to be wrong about");
        if (family == OperatorFamily.Transfer)
        {
            return new(null, "transfers to and from the host were never compared with measurements: bytes / bandwidth is the least they take");
        }
        if (s_rows.Find(r => r.Family == family && r.Class == kind) is { } row)
        {
            return new(row.Error, $"{row.Points} points, the widest {Share(row.Widest)}: {row.Evidence}");
        }
        var near = s_rows.FindAll(r => r.Family == family);
        if (near.Count == 0) near = s_rows.FindAll(r => r.Family is OperatorFamily.Elementwise or OperatorFamily.Normalization);
        var widest = near.MaxBy(r => r.Error);
        return widest is null ? new(null, "nothing was ever compared")
            : new(widest.Error, $"{family.Name()} on {Word(kind)} was never compared; the nearest is {widest.Family.Name()} on {Word(widest.Class)}, "
                + $"{Share(near.Min(r => r.Error))} to {Share(widest.Error)} on average, {Share(near.Max(r => r.Widest))} at the widest: {widest.Evidence}");
    }

    private static string Word(MachineClass kind) => $"a machine of class {kind.ToString().ToLowerInvariant()}";

    private static string Share(double share) => share.ToString("0.# %", CultureInfo.InvariantCulture);

    private static List<Row> Read()
    {
        using var stream = typeof(KnownErrors).Assembly.GetManifestResourceStream("known-errors.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Parse)];
    }

    private static Row Parse(string line)
    {
        var cells = line.TrimEnd('\r').Split(',', 6);
        return new(Enum.Parse<OperatorFamily>(cells[0], true), Enum.Parse<MachineClass>(cells[1], true), double.Parse(cells[2], CultureInfo.InvariantCulture),
            double.Parse(cells[3], CultureInfo.InvariantCulture), int.Parse(cells[4], CultureInfo.InvariantCulture), cells[5]);
    }

    private sealed record Row(OperatorFamily Family, MachineClass Class, double Error, double Widest, int Points, string Evidence);
}
