using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Ridgeline.Graphs.Tests;

/// <summary>Random expressions, once of names and once of big integers: the names replaced by the numbers give the numbers' result.</summary>
public sealed class DimPropertyTests
{
    private static readonly string[] s_names = ["a", "b", "c"];

    [Fact]
    public void An_expression_of_names_is_the_expression_of_numbers() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var numbers = s_names.ToDictionary(n => n, _ => (Dim)random.Next(1, 40), StringComparer.Ordinal);
        var (dim, number) = Expression(random, numbers, depth: 4);
        var replaced = dim.Substitute(numbers);
        return number is null || dim.IsUnknown || replaced.IsUnknown || replaced.Value == number;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Most_expressions_are_not_given_up()
    {
        var given = Enumerable.Range(0, 500).Count(seed => Expression(new(seed), s_names.ToDictionary(n => n, _ => Dim.Of(3)), depth: 3).Dim.IsUnknown);
        Assert.InRange(given, 0, 50);
    }

    [Fact]
    public void Sums_and_products_are_a_commutative_ring() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var (a, b, c) = (Polynomial(random), Polynomial(random), Polynomial(random));
        return a + b == b + a && a * b == b * a && (a + b) + c == a + (b + c) && a * (b * c) == a * b * c && a * (b + c) == (a * b) + (a * c)
            && a - a == 0 && (a + b) - b == a && (a == 0 || a * b / a == b) && (a + b).GetHashCode() == (b + a).GetHashCode();
    }).QuickCheckThrowOnFailure();

    private static Dim Polynomial(Random random) =>
        Enumerable.Range(0, random.Next(1, 3)).Aggregate(Dim.Of(random.Next(-2, 3)), (sum, _) => sum + (random.Next(-3, 4) * Dim.Symbol(s_names[random.Next(3)])));

    private static (Dim Dim, BigInteger? Number) Expression(Random random, Dictionary<string, Dim> numbers, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var name = s_names[random.Next(3)];
            var constant = random.Next(-5, 20);
            return random.Next(2) == 0 ? (Dim.Symbol(name), numbers[name].Value) : (constant, constant);
        }
        var (a, x) = Expression(random, numbers, depth - 1);
        var (b, y) = Expression(random, numbers, depth - 1);
        return random.Next(4) switch
        {
            0 => (a + b, x + y),
            1 => (a - b, x - y),
            2 => (a * b, x * y),
            _ => (a / b, x is null || y is null || y == 0 ? null : Floor(x.Value, y.Value)),
        };
    }

    private static BigInteger Floor(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return !rest.IsZero && rest.Sign != b.Sign ? quotient - 1 : quotient;
    }
}
