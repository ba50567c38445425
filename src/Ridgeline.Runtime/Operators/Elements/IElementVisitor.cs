using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Code that is written once for all number types and run for the one that a tensor has: see <see cref="ElementDispatch"/>.</summary>
internal interface IElementVisitor
{
    /// <summary>Runs for elements of <typeparamref name="T"/>.</summary>
    void Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}
