using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>A change to a model that keeps what it computes. One file each; the <see cref="Verifier"/> runs between them.</summary>
public interface IPass
{
    /// <summary>Its name, as diagnostics give it.</summary>
    string Name { get; }

    /// <summary>Changes the model; what the user should hear of goes into <paramref name="diagnostics"/>.</summary>
    void Run(Model model, DiagnosticBag diagnostics);
}
