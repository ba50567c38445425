namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>A value of an INI file.</summary>
/// <param name="Value">Its text.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct IniEntry(string Value, int Line, int Column);
