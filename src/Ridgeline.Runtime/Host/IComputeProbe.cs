namespace Ridgeline.Runtime.Host;

/// <summary>A loop that does nothing but arithmetic, as fast as one core can.</summary>
internal interface IComputeProbe
{
    /// <summary>The instructions: <c>scalar</c>, <c>AVX2</c>, <c>AVX-512</c>.</summary>
    string InstructionSet { get; }

    /// <summary>What is multiplied: <c>fp32</c>, <c>fp64</c>, <c>int8</c>.</summary>
    string Format { get; }

    /// <summary>Whether this processor has the instructions, and they are not switched off.</summary>
    bool IsSupported { get; }

    /// <summary>MACs of one instruction.</summary>
    int Lanes { get; }

    /// <summary>Operations of one round, a MAC being two.</summary>
    long OperationsPerRound { get; }

    /// <summary>Runs rounds; the result depends on all of them, so that none can be left out.</summary>
    double Run(long rounds);
}
