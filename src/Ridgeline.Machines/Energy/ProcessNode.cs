namespace Ridgeline.Machines;

/// <summary>A process node.</summary>
/// <param name="Nm">Its name, in nm.</param>
/// <param name="FirstVolumeYear">When it was first made in volume.</param>
/// <param name="SupplyVolts">A usual supply, in V.</param>
public sealed record ProcessNode(double Nm, int FirstVolumeYear, double SupplyVolts);
