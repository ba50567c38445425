using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the section <c>problem</c>: dimensions, tensors with their projections, sizes.</summary>
internal sealed class TimeloopProblem
{
    private const int MostDimensions = 64;
    private const int MostTensors = 64;
    private const int MostTerms = 1000;

    private readonly DiagnosticBag _diagnostics;
    private readonly TimeloopMap _shape;
    private readonly TimeloopMap _instance;
    private readonly List<string> _dimensions;

    private TimeloopProblem(TimeloopMap shape, TimeloopMap instance, DiagnosticBag diagnostics)
    {
        (_shape, _instance, _diagnostics) = (shape, instance, diagnostics);
        _dimensions = [.. shape.List("dimensions").OfType<YamlText>().Select(text => text.Value)];
    }

    public static NestWorkload? Read(YamlNode node, TimeloopMap? variables, DiagnosticBag diagnostics)
    {
        var problem = new TimeloopMap(node, diagnostics, variables);
        var name = (problem.Get("shape") as YamlText)?.Value;
        var shape = name is null ? problem.Get("shape") ?? TimeloopShapes.Find(null) : TimeloopShapes.Find(name);
        if (shape is not YamlMap)
        {
            diagnostics.Error("NEST103", name is null ? "'shape' has no dimensions and data_spaces" : $"the shape '{name}' is not known", node.Spot,
                "shapes known by name are " + TimeloopShapes.Names);
            return null;
        }
        var read = new TimeloopProblem(new(shape, diagnostics), problem.Map("instance") ?? problem, diagnostics);
        return read.Build(node.Spot);
    }

    private NestWorkload? Build(SourceSpot spot)
    {
        if (_dimensions.Count == 0) _diagnostics.Error("NEST103", "'dimensions' is missing", _shape.Node.Spot, "dimensions: [C, M, R, S, N, P, Q]");
        if (_dimensions.Count > MostDimensions || _dimensions.Distinct().Count() < _dimensions.Count)
            _diagnostics.Error("NEST103", $"'dimensions' has {_dimensions.Count} names: at most {MostDimensions} are read, each once", _shape.Node.Spot);
        if (_diagnostics.HasErrors) return null;
        var sizes = _dimensions.Select(Size).ToList();
        if (_shape.List("data_spaces").Count > MostTensors)
        {
            _diagnostics.Error("NEST103", $"'data_spaces' has more than {MostTensors} tensors", _shape.Node.Spot);
            return null;
        }
        var tensors = _shape.List("data_spaces").Select(node => Tensor(new(node, _diagnostics))).ToList();
        if (tensors.DistinctBy(tensor => tensor.Name).Count() < tensors.Count)
            _diagnostics.Error("NEST107", "two tensors have one name", _shape.Node.Spot);
        if (tensors.Count == 0) _diagnostics.Error("NEST103", "'data_spaces' is missing", _shape.Node.Spot);
        if (tensors.Count > 0 && !tensors.Any(tensor => tensor.IsOutput))
        {
            _diagnostics.Error("NEST103", "no tensor is written", _shape.Node.Spot, "read_write: true for the output");
        }
        if (_diagnostics.HasErrors) return null;
        var workload = new NestWorkload(_shape.Text("name") ?? "problem", _dimensions, sizes, tensors);
        try
        {
            _ = workload.Computes;
            foreach (var tensor in tensors) NestWorkload.Volume(tensor, [.. sizes]);
            return workload;
        }
        catch (OverflowException)
        {
            _diagnostics.Error("NEST106", "the problem is too large: it has more than 9.2e18 operations or elements", spot);
            return null;
        }
    }

    private long Size(string dimension)
    {
        if (_instance.Whole(dimension) is { } size && size >= 1) return size;
        _diagnostics.Error("NEST103", $"the size of dimension '{dimension}' is missing", _instance.Node.Spot, $"{dimension}: 16");
        return 1;
    }

    private NestTensor Tensor(TimeloopMap map)
    {
        var name = map.Text("name") ?? "";
        if (map.Get("projection") is not YamlList projection)
        {
            _diagnostics.Error("NEST103", $"the tensor '{name}' has no projection", map.Node.Spot, "projection: [[[C]], [[R], [P]]]");
            return new(name, []);
        }
        if (projection.Items.Sum(axis => (axis as YamlList)?.Items.Count ?? 1) > MostTerms)
        {
            _diagnostics.Error("NEST106", $"the projection of '{name}' has more than {MostTerms} terms", projection.Spot);
            return new(name, []);
        }
        var axes = projection.Items.Select(Axis).ToList();
        var tensor = new NestTensor(name, axes, map.Flag("read_write") ?? false);
        if (_instance.Map("densities")?.Get(name) is not { } node) return tensor;
        try
        {
            long[] sizes = [.. _dimensions.Select(Size)];
            NestWorkload.Volume(tensor, sizes);
            return tensor with { Density = new TimeloopDensity(_diagnostics).Read(node, [.. axes.Select(axis => NestWorkload.Extent(axis, sizes))]) };
        }
        catch (OverflowException)
        {
            // That it is too large is said where all sizes are known.
            return tensor;
        }
    }

    private IReadOnlyList<NestTerm> Axis(YamlNode node)
        => node is YamlList list ? [.. list.Items.Select(Term).OfType<NestTerm>()] : Term(node) is { } only ? [only] : [];

    private NestTerm? Term(YamlNode node)
    {
        var parts = node switch
        {
            YamlList list => [.. list.Items.OfType<YamlText>()],
            YamlText text => new List<YamlText> { text },
            _ => [],
        };
        if (parts.Count is 1 or 2 && _dimensions.IndexOf(parts[0].Value) is >= 0 and var dimension)
        {
            if (parts.Count == 1) return new(dimension);
            if (Coefficient(parts[1]) is { } coefficient) return new(dimension, coefficient);
        }
        else
        {
            _diagnostics.Error("NEST104", $"'{string.Join(", ", parts.Select(p => p.Value))}' is no dimension with a coefficient", node.Spot,
                "[P, Wstride] or [P]; dimensions are " + string.Join(", ", _dimensions));
        }
        return null;
    }

    private long? Coefficient(YamlText text)
    {
        if (long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        if (_instance.Whole(text.Value) is { } given) return given;
        foreach (var map in _shape.List("coefficients").Select(node => new TimeloopMap(node, _diagnostics)))
        {
            if (map.Text("name") == text.Value && map.Whole("default") is { } usual) return usual;
        }
        _diagnostics.Error("NEST104", $"the coefficient '{text.Value}' has no value", text.Spot, $"{text.Value}: 1");
        return null;
    }
}
