namespace Ridgeline.Trends.Tests;

public sealed class TimingTests
{
    [Fact]
    public void A_line_is_found_again()
    {
        var fit = new LinearFit([(0, 1), (1, 3), (2, 5), (7, 15)]);
        Assert.Equal((2.0, 1.0, 1.0), (Math.Round(fit.Slope, 12), Math.Round(fit.Intercept, 12), Math.Round(fit.RSquared, 12)));
        Assert.Throws<ArgumentException>(() => new LinearFit([(1, 1), (1, 2)]));
    }

    // seeds_errata.yaml, S2-11 and S2-10.
    [Fact]
    public void The_timings_of_the_lecture_grow_with_the_product_and_with_iterations()
    {
        Assert.Equal(2.25, LectureTimings.Hidden.Intercept, 0.005);
        Assert.Equal(2.90e-7, LectureTimings.Hidden.Slope, 0.005e-7);
        Assert.Equal(0.998, LectureTimings.Hidden.RSquared, 0.0005);
        Assert.Equal(4.10, LectureTimings.Iterations.Intercept, 0.005);
        Assert.Equal(2.56e-3, LectureTimings.Iterations.Slope, 0.005e-3);
        Assert.Equal(0.98, LectureTimings.Iterations.RSquared, 0.005);
    }
}
