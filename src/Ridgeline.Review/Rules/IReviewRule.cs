namespace Ridgeline.Review.Rules;

/// <summary>A way to make bad hardware, as a check on predictions.</summary>
internal interface IReviewRule
{
    /// <summary>Its name, which is that of its page in docs/rules.</summary>
    string Name { get; }

    /// <summary>What is wrong; nothing if all is well.</summary>
    IEnumerable<Finding> Check(ReviewContext context);
}
