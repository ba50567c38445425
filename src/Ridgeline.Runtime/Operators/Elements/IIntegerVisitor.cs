using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Code that is written once for all integers: see <see cref="ElementDispatch"/>.</summary>
internal interface IIntegerVisitor
{
    /// <summary>Runs for elements of <typeparamref name="T"/>.</summary>
    void Visit<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
}
