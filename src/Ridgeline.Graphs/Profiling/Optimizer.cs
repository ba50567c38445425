namespace Ridgeline.Graphs.Profiling;

/// <summary>What updates the parameters in training.</summary>
public enum Optimizer
{
    /// <summary>Plain stochastic gradient descent: no state, 2 FLOP a parameter.</summary>
    Sgd,
    /// <summary>Gradient descent with momentum: one number of state and 4 FLOP a parameter.</summary>
    Momentum,
    /// <summary>Adam (Kingma, Ba 2014): two numbers of state and 14 FLOP a parameter.</summary>
    Adam,
}
