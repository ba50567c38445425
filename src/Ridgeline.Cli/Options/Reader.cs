namespace Ridgeline.Cli.Options;

/// <summary>Reads the value of an option.</summary>
/// <returns>Null if it can be read; else what is wrong and, on a second line, what to write instead.</returns>
internal delegate string? Reader<T>(string text, out T value);
