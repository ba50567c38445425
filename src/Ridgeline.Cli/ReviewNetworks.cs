using Ridgeline.Diagnostics;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Cli;

/// <summary>The networks that a user names for a review: of the zoo at any batch, files at theirs and, where they can have one, at others.</summary>
internal sealed class ReviewNetworks : IDisposable
{
    private readonly List<ReadyNetwork> _open = [];

    public ReviewNetworks(NetworkShelf shelf, IReadOnlyList<string> names) => All =
    [
        .. names.SelectMany(n => n.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(name => Open(shelf, name)),
    ];

    /// <summary>A network that is open already and stays the caller's.</summary>
    public ReviewNetworks(NetworkShelf shelf, ReadyNetwork ready) => All = [Of(shelf, ready)];

    /// <summary>The networks in their order.</summary>
    public IReadOnlyList<ReviewNetwork> All { get; }

    public void Dispose()
    {
        foreach (var network in _open) network.Dispose();
    }

    private ReviewNetwork Open(NetworkShelf shelf, string name)
    {
        var ready = ReadyNetwork.Of(name, bag => NetworkSource.Load(name, bag), [], null, new DiagnosticBag());
        _open.Add(ready);
        return Of(shelf, ready);
    }

    // Files keep their batch where they can have no other.
    private ReviewNetwork Of(NetworkShelf shelf, ReadyNetwork ready)
    {
        return shelf.Of(ready.Name, Math.Max(1, ready.Batch), batch =>
        {
            if (batch == ready.Batch) return ready.Workload(null);
            if (ready.WithBatch(batch) is not { } other) return null;
            _open.Add(other);
            return other.Workload(null);
        });
    }
}
