namespace Ridgeline.Runtime.Operators;

/// <summary>Code that moves elements and does not look into them, written once for all widths: see <see cref="ElementDispatch"/>.</summary>
internal interface IStorageVisitor
{
    /// <summary>Runs for elements as wide as <typeparamref name="T"/>.</summary>
    void Visit<T>()
        where T : unmanaged;
}
