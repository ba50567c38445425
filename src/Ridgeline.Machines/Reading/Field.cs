using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>A value that was read and checked.</summary>
/// <param name="Spot">Where it stands.</param>
/// <param name="Value">A double in base units, a long of bytes, a text, a <see cref="Fields"/>, or a list of them.</param>
internal sealed record Field(SourceSpot Spot, object Value);
