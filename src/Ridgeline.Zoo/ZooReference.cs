using System.Globalization;
using Ridgeline.Diagnostics;

namespace Ridgeline.Zoo;

/// <summary>A reference to the zoo taken apart, before anything in it is checked.</summary>
internal sealed class ZooReference
{
    private readonly string[] _pairs;

    private ZooReference(string text, string name, string[] pairs) => (Spot, Name, _pairs) = (new(null, Detail: text), name, pairs);

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>Where mistakes are: the text itself.</summary>
    public SourceSpot Spot { get; }

    /// <summary>Takes <c>zoo:NAME?key=value&amp;...</c> apart.</summary>
    public static ZooReference Parse(string text)
    {
        var rest = text.StartsWith(NetworkZoo.Prefix, StringComparison.Ordinal) ? text[NetworkZoo.Prefix.Length..] : text;
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        return question < 0
            ? new(text, rest, [])
            : new(text, rest[..question], rest[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The parameters of a network as asked for, with defaults; mistakes go into <paramref name="diagnostics"/>.</summary>
    public ZooQuery Check(ZooNetwork network, DiagnosticBag diagnostics)
    {
        var known = network.AllParameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in _pairs)
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            var key = sign < 0 ? pair : pair[..sign];
            if (!known.TryGetValue(key, out var parameter)) diagnostics.Add(Unknown(network, key));
            else if (sign < 0) diagnostics.Error("ZOO103", $"'{key}' has no value", Spot, $"write {key}={parameter.Default}");
            else if (!given.TryAdd(key, pair[(sign + 1)..])) diagnostics.Error("ZOO103", $"'{key}' is given twice", Spot);
            else CheckValue(parameter, given[key], diagnostics);
        }
        return new(known.Values.ToDictionary(p => p.Name, p => given.GetValueOrDefault(p.Name, p.Default), StringComparer.Ordinal));
    }

    private Diagnostic Unknown(ZooNetwork network, string key)
    {
        var names = network.AllParameters.Select(p => p.Name).ToArray();
        var closest = Suggestion.Closest(key, names);
        return Diagnostic.Error("ZOO102", $"'{network.Name}' has no parameter '{key}'", Spot,
            $"{(closest is null ? "" : $"did you mean '{closest}'? ")}It has: {string.Join(", ", names)}");
    }

    private void CheckValue(ZooParameter parameter, string value, DiagnosticBag diagnostics)
    {
        if (parameter.Choices is { } choices)
        {
            if (choices.Contains(value, StringComparer.Ordinal)) return;
            var closest = Suggestion.Closest(value, choices);
            diagnostics.Error("ZOO103", $"'{parameter.Name}' cannot be '{value}'", Spot,
                $"{(closest is null ? "" : $"did you mean '{closest}'? ")}It is one of: {string.Join(", ", choices)}");
        }
        else if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            diagnostics.Error("ZOO103", $"'{parameter.Name}' must be a whole number, not '{value}'", Spot,
                $"write {parameter.Name}={parameter.Default}");
        }
        else if (number < parameter.Least || number > parameter.Most)
        {
            diagnostics.Error("ZOO103", $"'{parameter.Name}' must be from {parameter.Least} to {parameter.Most}, not {value}", Spot);
        }
    }
}
