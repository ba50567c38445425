namespace Ridgeline.Runtime.Operators;

/// <summary>What a recurrent layer does at one step of one sequence.</summary>
internal interface IRecurrentCell
{
    /// <summary>How many gates its weights have.</summary>
    int Gates { get; }

    /// <summary>Its activations where the node names none.</summary>
    string[] Activations { get; }

    /// <summary>Makes the next hidden state (and cell state) of the present ones.</summary>
    void Step(RecurrentStep step);
}
