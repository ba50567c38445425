using Ridgeline.Runtime.Compiling;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Blocks that live at the same time never overlap, and the arena is no smaller than what lives at once.</summary>
public sealed class ArenaPlannerTests
{
    [Fact]
    public void Living_blocks_never_overlap()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 300; trial++)
        {
            var blocks = Enumerable.Range(0, random.Next(1, 60)).Select(_ =>
            {
                var first = random.Next(40);
                return new ArenaBlock { Bytes = random.Next(0, 5000), First = first, Last = first + random.Next(10) };
            }).ToList();
            var total = ArenaPlanner.Place(blocks);
            foreach (var a in blocks)
            {
                Assert.Equal(0, a.Offset % ArenaPlanner.Alignment);
                Assert.True(a.End <= total);
                foreach (var b in blocks.Where(b => b != a && b.First <= a.Last && a.First <= b.Last && b.Bytes > 0 && a.Bytes > 0)) Assert.True(a.Offset + a.Bytes <= b.Offset || b.Offset + b.Bytes <= a.Offset);
            }
            var most = Enumerable.Range(0, 50).Max(t => blocks.Where(b => b.First <= t && t <= b.Last).Sum(b => b.Bytes));
            Assert.InRange(total, most, Math.Max(64, (2 * most) + (64 * blocks.Count)));
        }
    }
}
