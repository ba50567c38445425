namespace Ridgeline.Graphs.Tests;

public sealed class DimTests
{
    private static readonly Dim s_a = Dim.Symbol("a");
    private static readonly Dim s_b = Dim.Symbol("b");
    private static readonly Dim s_c = Dim.Symbol("c");

    public static TheoryData<Dim, string> Texts => new()
    {
        { Dim.Unknown, "?" },
        { Dim.Of(-3), "-3" },
        { s_a * 1, "a" },
        { s_a * 0, "0" },
        { Dim.Unknown * 0, "0" },
        { s_b * s_a * 3, "3*a*b" },
        { s_a + 1 - 1, "a" },
        { s_a + s_a, "2*a" },
        { s_a - s_a, "0" },
        { s_b + s_a + 2, "a+b+2" },
        { s_a - 1, "a-1" },
        { (s_a + 1) * (s_a - 1), "a*a-1" },
        { 6 * s_a / 3, "2*a" },
        { s_a * s_b / s_b, "a" },
        { s_a / s_a, "1" },
        { (s_a * s_b + s_a) / s_a, "b+1" },
        { (s_a + s_b) * (s_c + 1) / (s_a + s_b), "c+1" },
        { s_a / 2, "floor(a/2)" },
        { (s_a + 3) / 2, "floor((a+1)/2)+1" },
        { 5 * s_a / 2, "2*a+floor(a/2)" },
        { 4 * s_a / (6 * s_b), "floor(2*a/(3*b))" },
        { 2 * s_a * s_c / (4 * s_c), "floor(a/2)" },
        { 6 * s_a / (4 * s_a), "1" },
        { Dim.CeilingDivide(s_a, 2), "floor((a+1)/2)" },
        { s_a / 0, "?" },
        { s_a / Dim.Unknown, "?" },
        { 0 / s_a, "0" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Expressions_have_one_form(Dim dim, string text) => Assert.Equal(text, dim.ToString());

    [Theory]
    [InlineData(7, 2, 3, 4)]
    [InlineData(-7, 2, -4, -3)]
    [InlineData(7, -2, -4, -3)]
    [InlineData(-7, -2, 3, 4)]
    [InlineData(6, 3, 2, 2)]
    [InlineData(0, 5, 0, 0)]
    public void Numbers_divide_down_and_up(long a, long b, long down, long up)
    {
        Assert.Equal(down, (Dim.Of(a) / b).Value);
        Assert.Equal(up, Dim.CeilingDivide(a, b).Value);
    }

    public static TheoryData<Dim> Overflows =>
    [
        Dim.Of(long.MaxValue) + 1, Dim.Of(long.MinValue) - 1, Dim.Of(long.MaxValue) * 2, -Dim.Of(long.MinValue), Dim.Of(long.MinValue) / -1,
        Dim.Of(long.MinValue) * -1, long.MaxValue * s_a * 2, (long.MaxValue * s_a) + (2 * s_a), Dim.CeilingDivide(long.MinValue, -1),
        Enumerable.Range(0, 100).Aggregate(s_a, (sum, i) => sum + Dim.Symbol($"name{i}")), Dim.Symbol(new('x', 97)), Dim.Symbol(""),
    ];

    [Theory]
    [MemberData(nameof(Overflows))]
    public void What_leaves_its_bounds_is_unknown(Dim dim) => Assert.True(dim.IsUnknown, dim.ToString());

    [Fact]
    public void The_least_number_is_a_number()
    {
        Assert.Equal(long.MinValue, (Dim.Of(long.MinValue) + 0).Value);
        Assert.Equal(long.MinValue / 2, (Dim.Of(long.MinValue) / 2).Value);
        Assert.Equal(0, (Dim.Of(long.MinValue) - long.MinValue).Value);
        Assert.Equal("floor(-9223372036854775808*a/(3*b))", (long.MinValue * s_a / (3 * s_b)).ToString());
    }

    [Fact]
    public void Kinds_exclude_each_other()
    {
        foreach (var (dim, kind) in new[] { (Dim.Of(0), 0), (s_a + 1, 1), (Dim.Unknown, 2), (default, 2), (s_a - s_a, 0) })
        {
            Assert.Equal((kind == 0, kind == 1, kind == 2), (dim.IsKnown, dim.IsSymbolic, dim.IsUnknown));
            Assert.Equal(kind == 0, dim.ValueOrNull is not null);
        }
        Assert.Throws<InvalidOperationException>(() => s_a.Value);
    }

    [Fact]
    public void Only_a_bare_name_is_a_name()
    {
        Assert.True(s_a.IsName(out var name) && name == "a");
        Assert.All([2 * s_a, s_a + 1, s_a * s_b, s_a / 2, 3, Dim.Unknown], d => Assert.False(d.IsName(out _), d.ToString()));
        Assert.True((s_b * (s_a / 2)).Mentions("a"));
        Assert.False((s_b + 2).Mentions("a"));
    }

    [Fact]
    public void Names_are_replaced_inside_quotients()
    {
        var dim = ((s_a + 3) / 2 * s_b) + 1;
        Assert.Equal(36, dim.Substitute(new Dictionary<string, Dim> { ["a"] = 11, ["b"] = 5 }).Value);
        Assert.Equal("c+c*floor((a+1)/2)+1", dim.Substitute(new Dictionary<string, Dim> { ["b"] = s_c }).ToString());
        Assert.Equal(dim, dim.Substitute(new Dictionary<string, Dim> { ["x"] = 1 }));
    }
}
