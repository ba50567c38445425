namespace Ridgeline.Reports.Predictions;

/// <summary>The pictures of a prediction.</summary>
public enum PredictionPicture
{
    /// <summary>Performance over operational intensity below the limits of the machine, a mark a layer; of several machines, a mark a machine.</summary>
    Roofline,
    /// <summary>Which layer keeps which unit and which memory busy, and when.</summary>
    Timeline,
    /// <summary>Bars of the time of each layer by what sets its pace; of several machines, a bar a machine.</summary>
    Latency,
    /// <summary>Bars of the energy of each layer by kind; of several machines, a bar a machine.</summary>
    Energy,
}
