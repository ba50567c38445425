using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Code that is written once for float and double: see <see cref="ElementDispatch"/>.</summary>
internal interface IRealVisitor
{
    /// <summary>Runs for elements of <typeparamref name="T"/>.</summary>
    void Visit<T>()
        where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>;
}
