namespace Ridgeline.Cli.Commands;

/// <summary>Which picture of a mapped nest is drawn.</summary>
internal enum MapPicture
{
    /// <summary>The loops against the memories, with what each holds.</summary>
    Nest,
    /// <summary>Where the energy goes.</summary>
    Energy,
    /// <summary>Words read, filled and updated.</summary>
    Accesses,
}
