using Ridgeline.Diagnostics;

namespace Ridgeline.Zoo.Tests;

/// <summary>References to the zoo, well and badly written.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("zoo:lenet")]
    [InlineData("lenet")]
    [InlineData("zoo:lenet?batch=1")]
    [InlineData("zoo:lenet?")]
    public void A_reference_names_a_network(string reference) => Assert.Equal("lenet", NetworkZoo.Build(reference).Graph.Name);

    [Fact]
    public void A_batch_is_the_first_dimension_of_the_input() =>
        Assert.Equal("float[7x1x28x28]", NetworkZoo.Build("zoo:lenet?batch=7").Graph.Inputs[0].Type!.ToString());

    [Theory]
    [InlineData("zoo:resnt50", "ZOO101", "did you mean zoo:resnet50?")]
    [InlineData("zoo:", "ZOO101", "zoo list")]
    [InlineData("zoo:nothing-of-the-kind", "ZOO101", "zoo list")]
    [InlineData("zoo:lenet?bach=2", "ZOO102", "did you mean 'batch'? It has: batch")]
    [InlineData("zoo:alexnet?width=2", "ZOO102", "It has: batch, variant")]
    [InlineData("zoo:lenet?batch", "ZOO103", "write batch=1")]
    [InlineData("zoo:lenet?batch=", "ZOO103", "whole number")]
    [InlineData("zoo:lenet?batch=two", "ZOO103", "whole number")]
    [InlineData("zoo:lenet?batch=-1", "ZOO103", "whole number")]
    [InlineData("zoo:lenet?batch=1.5", "ZOO103", "whole number")]
    [InlineData("zoo:lenet?batch=99999999999999999999", "ZOO103", "whole number")]
    [InlineData("zoo:lenet?batch=0", "ZOO103", "from 1 to 1048576")]
    [InlineData("zoo:lenet?batch=1&batch=2", "ZOO103", "twice")]
    [InlineData("zoo:alexnet?variant=orignal", "ZOO103", "did you mean 'original'?")]
    [InlineData("zoo:alexnet?variant=", "ZOO103", "It is one of: torchvision, original, unsplit")]
    public void A_mistake_is_told_with_a_code_and_a_hint(string reference, string code, string part)
    {
        var mistake = Assert.Throws<DiagnosticException>(() => NetworkZoo.Build(reference));
        Assert.Equal([code], mistake.Diagnostics.Select(d => d.Code));
        Assert.Contains(part, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_told_at_once()
    {
        var mistake = Assert.Throws<DiagnosticException>(() => NetworkZoo.Build("zoo:alexnet?variant=x&batch=0&depth=3&batch"));
        Assert.Equal(["ZOO103", "ZOO103", "ZOO102", "ZOO103"], mistake.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void Networks_are_found_by_exact_name()
    {
        Assert.Equal("resnet50", NetworkZoo.Find("resnet50")!.Name);
        Assert.Null(NetworkZoo.Find("ResNet50"));
    }
}
